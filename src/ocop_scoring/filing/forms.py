"""The two things people fill in: the dossier and the score sheet, as pydantic models.

Both are frozen, inside too, and values: equal, hashed, dumped and pickled by what they say, not by
where it was read. They are validated however they are made; `model_construct` is pydantic's
unchecked door. To read one from YAML, from text or from a file, with the place of every fault and
with the facts held against a vocabulary, see `filing.read`.
"""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, WithJsonSchema

from ..errors import Fault, Faults, FilingError
from ..frozen import FrozenDict
from ..rules.product_set import ProductSet
from ..rules.ruleset import Ruleset
from ..rules.vocabulary import FactValue, Vocabulary
from ..sources.faults import Complaint
from ..sources.model import Form, Model, about
from ..terms import (
    KINDS_OF_APPLICATION,
    KINDS_OF_PRODUCER,
    ROLES,
    KindOfApplication,
    KindOfProducer,
    Role,
)
from .entries import several
from .facts import Facts, KindOfDocument, in_units, misfits, vocabulary_of, with_nearest
from .marks import Mark, Marks
from .values import (
    Comment,
    Day,
    Minority,
    ProductCode,
    Round,
    Sha256,
    Star,
    Text,
    Whole,
    Woman,
    YesNo,
    one_of,
    read_again,
)

__all__ = [
    "Application",
    "Assessor",
    "Dossier",
    "FiledDocument",
    "Mark",
    "Previous",
    "Producer",
    "Product",
    "Representative",
    "ScoreSheet",
]


class Product(Model, frozen=True):
    """Sản phẩm / The product: its name, its product set in the ruleset, where it is made."""

    name: Annotated[Text, about("Tên sản phẩm", "Name of the product")]
    product_set: Annotated[
        Whole,
        about(
            "Bộ sản phẩm",
            "Product set",
            "Số của bộ sản phẩm trong bộ tiêu chí",
            "Number of the product set in the ruleset",
        ),
    ]
    commune: Annotated[Text, about("Xã", "Commune")]
    province: Annotated[Text, about("Tỉnh", "Province")]
    product_group: Annotated[
        Text | None,
        about(
            "Nhóm sản phẩm",
            "Product group",
            "Mã của ngành, nhóm hoặc phân nhóm trong Phụ lục I",
            "Id of a sector, group or subgroup of Appendix I",
        ),
    ] = None
    code: Annotated[
        ProductCode | None,
        about(
            "Mã sản phẩm",
            "Product code",
            "Tỉnh-xã-số thứ tự-năm; bỏ trống khi chưa cấp",
            "Province-commune-running number-year; left out until given",
        ),
    ] = None


class Representative(Model, frozen=True):
    """Người đại diện / The producer's legal representative; what is left out is unknown."""

    name: Annotated[Text, about("Họ và tên", "Name")]
    woman: Annotated[Woman | None, about("Là nữ", "Is a woman")] = None
    ethnic_minority: Annotated[
        Minority | None, about("Là người dân tộc thiểu số", "Is of an ethnic minority")
    ] = None
    disabled: Annotated[YesNo | None, about("Là người khuyết tật", "Is disabled")] = None


class Producer(Model, frozen=True):
    """Chủ thể / Who makes the product (26/2026/QĐ-TTg, Article 2.3)."""

    name: Annotated[Text, about("Tên chủ thể", "Name of the producer")]
    kind: Annotated[
        KindOfProducer,
        one_of(*KINDS_OF_PRODUCER),
        about("Loại hình chủ thể", "Kind of producer"),
    ]
    representative: Annotated[Representative, about("Người đại diện", "Representative")]


class Previous(Model, frozen=True):
    """Giấy chứng nhận đang có / The certificate that an upgrade or a renewal starts from."""

    star: Annotated[Star, about("Hạng sao", "Star")]
    certified_on: Annotated[Day, about("Ngày công nhận", "Day of certification")]
    expires_on: Annotated[Day | None, about("Ngày hết hạn", "Day of expiry")] = None


class Application(Model, frozen=True):
    """Đăng ký / What is applied for, and when; the filing day decides the ruleset (Article 12)."""

    kind: Annotated[
        KindOfApplication,
        one_of(*KINDS_OF_APPLICATION),
        about(
            "Loại đăng ký",
            "Kind of application",
            "Lần đầu, nâng hạng hoặc đánh giá lại",
            "First, upgrade or renewal",
        ),
    ]
    submitted_on: Annotated[
        Day,
        about(
            "Ngày nộp hồ sơ",
            "Day of filing",
            "Ngày chủ thể nộp hồ sơ; quyết định bộ tiêu chí áp dụng",
            "The day on which the producer files; decides which ruleset applies",
        ),
    ]
    proposed_by_commune_on: Annotated[
        Day | None, about("Ngày xã đề nghị", "Day of the commune's proposal")
    ] = None
    proposed_by_province_on: Annotated[
        Day | None, about("Ngày tỉnh đề nghị", "Day of the province's proposal")
    ] = None
    ruleset: Annotated[
        Text | None,
        about(
            "Bộ tiêu chí",
            "Ruleset",
            "Chỉ khi các ngày để ngỏ lựa chọn",
            "Only where the dates leave a choice",
        ),
    ] = None
    previous: Annotated[
        Previous | None,
        about(
            "Giấy chứng nhận đang có",
            "Previous certificate",
            "Khi nâng hạng hoặc đánh giá lại",
            "Of an upgrade or a renewal",
        ),
    ] = None


class FiledDocument(Model, frozen=True):
    """Minh chứng / A paper on file: its kind, and what decides whether it counts."""

    kind: Annotated[
        KindOfDocument,
        about(
            "Loại giấy tờ",
            "Kind of paper",
            "Một loại trong danh mục giấy tờ",
            "One of the vocabulary of papers",
        ),
    ]
    number: Annotated[Text | None, about("Số", "Number")] = None
    issued_by: Annotated[Text | None, about("Nơi cấp", "Issued by")] = None
    issued_on: Annotated[Day | None, about("Ngày cấp", "Day of issue")] = None
    expires_on: Annotated[Day | None, about("Ngày hết hạn", "Day of expiry")] = None
    issued_to: Annotated[
        Text | None,
        about(
            "Cấp cho", "Issued to", "Tên chủ thể ghi trên giấy", "The producer's name on the paper"
        ),
    ] = None
    product: Annotated[
        Text | None,
        about(
            "Cho sản phẩm", "For product", "Tên sản phẩm ghi trên giấy", "The product on the paper"
        ),
    ] = None
    sha256: Annotated[
        Sha256 | None,
        about("SHA-256", "SHA-256", "Mã băm của tệp giấy tờ", "Digest of the paper's file"),
    ] = None


class Dossier(Form, frozen=True):
    """Hồ sơ sản phẩm / A product dossier, `ocop-dossier/1`.

    A fact that is left out is unknown. `documents` left out: papers were not filed here; given,
    even empty: they are the whole file.
    """

    __slots__ = ("_checked",)  # beside the fields: no part of the value

    format: Annotated[
        Literal["ocop-dossier/1"], one_of("ocop-dossier/1"), about("Định dạng", "Format")
    ]
    product: Annotated[Product, about("Sản phẩm", "Product")]
    producer: Annotated[Producer, about("Chủ thể", "Producer")]
    application: Annotated[Application, about("Đăng ký", "Application")]
    facts: Annotated[
        Facts,
        about(
            "Dữ kiện",
            "Facts",
            "Số liệu và câu trả lời có/không theo tên trong danh mục; tỷ lệ từ 0 đến 1",
            "Numbers, words, yes and no by the vocabulary's names; shares from 0 to 1",
        ),
    ] = Field(default_factory=FrozenDict)
    documents: Annotated[
        tuple[FiledDocument, ...] | None,
        BeforeValidator(several),
        about(
            "Minh chứng",
            "Papers on file",
            "Toàn bộ giấy tờ của hồ sơ; bỏ trống khi chưa kê khai",
            "All papers of the file; left out where they are not listed",
        ),
    ] = None

    def checked_facts(self, vocabulary: Vocabulary) -> FrozenDict[str, FactValue]:
        """The facts in their units: shares and counts as decimals, yes and no as booleans, words.

        FilingError, with places, for facts and kinds of papers that the vocabulary doesn't have,
        and for facts that don't fit their unit. What a part of a vocabulary lacks is passed over.
        The answer for the last vocabulary is kept.
        """
        if not self.facts and not self.documents:
            return _NO_FACTS
        for_whom, known = getattr(self, "_checked", (None, _NO_FACTS))
        if for_whom is vocabulary:
            return known
        faults, facts = Faults(), self.facts
        kinds = [document.kind for document in self.documents or ()]
        if vocabulary.is_part:
            facts = FrozenDict({n: fact for n, fact in facts.items() if n in vocabulary.facts})
            kinds = []
        for complaint in misfits(facts, kinds, vocabulary):
            with_nearest(complaint, vocabulary).add_to(faults, self)
        faults.raise_any(FilingError)
        found = in_units(facts, vocabulary)
        object.__setattr__(self, "_checked", (vocabulary, found))
        return found

    @classmethod
    def _suggested(cls, complaint: Complaint, info: ValidationInfo) -> Complaint:
        vocabulary = vocabulary_of(info)
        complaint = read_again(complaint)
        return complaint if vocabulary is None else with_nearest(complaint, vocabulary)


_NO_FACTS: FrozenDict[str, FactValue] = FrozenDict()


class Assessor(Model, frozen=True):
    """Người đánh giá / Who filled in a sheet, and as what."""

    id: Annotated[Text, about("Mã", "Id", "Mã người đánh giá", "Id of the assessor")]
    role: Annotated[Role, one_of(*ROLES), about("Vai trò", "Role")]
    name: Annotated[Text | None, about("Họ và tên", "Name")] = None


_REJECTS = {
    "anyOf": [{"type": "array", "items": {"type": "string", "minLength": 1}}, {"type": "null"}]
}


def _gates(value: object) -> object:
    return () if value is None else several(value)


class ScoreSheet(Form, frozen=True):
    """Phiếu đánh giá / A score sheet, `ocop-sheet/1`: an assessor's marks by printed number.

    A mark is the points of the ticked level, or its id; 0 where no level is reached. A number
    without a mark is not assessed.
    """

    format: Annotated[Literal["ocop-sheet/1"], one_of("ocop-sheet/1"), about("Định dạng", "Format")]
    ruleset: Annotated[
        Text,
        about(
            "Bộ tiêu chí", "Ruleset", "Mã bộ tiêu chí, như 26-2026", "Id of the ruleset, as 26-2026"
        ),
    ]
    assessor: Annotated[Assessor, about("Người đánh giá", "Assessor")]
    marks: Annotated[
        Marks,
        about(
            "Điểm",
            "Marks",
            "Theo số tiêu chí: điểm hoặc mã của mức được chọn; 0 khi không đạt mức nào",
            "By printed number: points or id of the ticked level; 0 where none is reached",
        ),
    ]
    product_code: Annotated[
        ProductCode | None,
        about(
            "Mã sản phẩm",
            "Product code",
            "Như mã trong hồ sơ",
            "The same as the dossier's",
        ),
    ] = None
    product_set: Annotated[
        Whole | None,
        about(
            "Bộ sản phẩm",
            "Product set",
            "Như số trong hồ sơ",
            "The same number as the dossier's",
        ),
    ] = None
    assessed_on: Annotated[Day | None, about("Ngày đánh giá", "Day of assessment")] = None
    round: Annotated[
        Round, about("Lần chấm", "Round", "Từ 1; bỏ trống là 1", "From 1; left out: 1")
    ] = 1
    rejects: Annotated[
        tuple[Text, ...],
        BeforeValidator(_gates),
        WithJsonSchema(_REJECTS),
        about(
            "Lý do loại",
            "Grounds of rejection",
            "Mã các lý do mà người đánh giá thấy áp dụng",
            "Ids of the gates that this assessor found to apply",
        ),
    ] = ()
    comment: Annotated[Comment | None, about("Nhận xét", "Comment")] = None

    @classmethod
    def _suggested(cls, complaint: Complaint, info: ValidationInfo) -> Complaint:
        return read_again(complaint)

    def to_string(self, rules: Ruleset | ProductSet) -> str:
        """The whole sheet in one line, canonical: `OCOP:26-2026/8/1.1=most/1.2=-/…`.

        FilingError with every mark and gate that the table doesn't have, where `rules` is another
        ruleset or table, and where neither names the product set.
        """
        from .string import string_of, table_for  # only where a string is asked for

        number = self.product_set
        if number is None:
            number = self._number_of(rules)
        table = table_for(rules, self.ruleset, number, self)
        return string_of(table, self.marks, self.rejects, self)

    def _number_of(self, rules: Ruleset | ProductSet) -> int:
        if isinstance(rules, ProductSet):
            return rules.product_set
        right = f"{rules.numbers[0]}–{rules.numbers[-1]}"
        raise FilingError(Fault("sheet-without-set", None, "", self.assessor.id, right))
