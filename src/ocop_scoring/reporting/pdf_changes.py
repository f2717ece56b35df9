"""What was appended to a PDF of ours: signatures alone, or anything else, as pyHanko finds."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ..errors import Fault, FilingError
from .pdf_files import first_revision

__all__ = ["Appended", "appended"]

_MOST_COVERED, _MOST_OF_ALL = 0.25, 0.5
"""The picture of a signature may cover so much of a page, all of them together so much of one, not
more: they would hide what stands there.
"""


class Appended(NamedTuple):
    """What stands behind the first revision: how many signatures, how many of them are seen on a
    page; or the words of what else there is.
    """

    signatures: int
    seen: int
    other: str = ""


def appended(content: bytes) -> Appended:
    """What was appended to a PDF after its first revision. FilingError where the extra `sign` is
    not installed.
    """
    try:
        policy = _policy()
    except ImportError:
        values = {"package": "pyHanko"}
        raise FilingError(Fault("missing-extra", None, "", "PDF", "sign", values)) from None
    log = logging.getLogger("pyhanko")
    level, log.disabled = log.level, True
    log.setLevel(logging.CRITICAL + 1)
    try:
        return _looked_at(content, policy)
    except RecursionError:
        return Appended(0, 0, "recursion")
    except Exception as problem:  # whatever a reader of foreign bytes comes upon
        return Appended(0, 0, f"{type(problem).__name__}: {problem}"[:200])
    finally:
        log.disabled = False
        log.setLevel(level)


def _looked_at(content: bytes, policy: Any) -> Appended:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.diff_analysis import DiffResult

    read = PdfFileReader(io.BytesIO(content))
    # All that is shown must go back to the first revision, and not to another file behind it.
    if read.xrefs.get_startxref_for_revision(0) != _first_table(content):
        return Appended(0, 0, "startxref")
    found = policy.review_file(read, 0)
    if not isinstance(found, DiffResult):
        return Appended(0, 0, str(found)[:200])
    signatures = read.embedded_signatures
    for one in signatures:
        broken = _broken(one)
        if broken:
            return Appended(0, 0, broken)
    seen = [box for one in signatures for box in _boxes(one.sig_field)]
    if max(seen, default=0) > _MOST_COVERED or sum(seen) > _MOST_OF_ALL:
        return Appended(0, 0, f"{sum(seen):.0%} /Annots /Rect")
    end = max([_end(one) for one in signatures], default=0)
    behind = content[end:]
    if not signatures or (behind and not _is_update(read, signatures, behind)):
        return Appended(0, 0, "no signature")
    return Appended(len(signatures), len(seen))


def _first_table(content: bytes) -> int:
    """Where the first revision says that its table of objects stands."""
    return int(content[: first_revision(content)].split(b"\n")[-2])


def _end(signature: Any) -> int:
    _, _, start, length = signature.byte_range
    return int(start) + int(length)


def _is_update(read: Any, signatures: Iterable[Any], behind: bytes) -> bool:
    """Whether what follows the last signature is a revision of its own, which was looked at too."""
    last = max(one.signed_revision for one in signatures)
    return bool(read.xrefs.total_revisions > last + 1) and behind.rstrip(b"\r\n").endswith(b"%%EOF")


def _broken(signature: Any) -> str:
    """What is wrong with a signature by itself; who made it is another question."""
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    signature.compute_integrity_info(skip_diff=True)
    digest = signature.compute_digest()
    found = validate_sig_integrity(
        signature.signer_info,
        signature.signer_cert,
        expected_content_type="data" if signature.sig_object_type == "/Sig" else "tst_info",
        actual_digest=digest,
    )
    return "" if all(found) else f"{signature.field_name}: ByteRange"


def _boxes(field: Any) -> list[float]:
    """How much of its page each picture of a signature covers; nothing of those that have none."""
    widgets = field.get("/Kids", None) or [field]
    found = []
    for widget in widgets:
        about = widget.get_object()
        if "/Rect" not in about:
            continue
        left, low, right, high = [float(edge) for edge in about["/Rect"]]
        if abs(right - left) > 1 and abs(high - low) > 1:
            found.append(abs(right - left) * abs(high - low) / (595 * 842))
    return found


def _new_fields(fields: Any) -> Iterator[tuple[str, Any]]:
    """The fields of a form where none was, by their names: each a signature's, none below another,
    none called as another.
    """
    from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject
    from pyhanko.sign.diff_analysis import SuspiciousModification
    from pyhanko.sign.diff_analysis.form_rules_api import FieldComparisonSpec

    if not isinstance(fields, ArrayObject):
        raise SuspiciousModification("/Fields")
    seen = set()
    for ref in fields:
        field: Any = ref.get_object() if isinstance(ref, IndirectObject) else None
        name = field.get("/T") if isinstance(field, DictionaryObject) else None
        if not isinstance(name, str) or "." in name or name in seen or field.get("/FT") != "/Sig":
            raise SuspiciousModification(f"/Fields {name}")
        if any("/T" in kid.get_object() for kid in field.get("/Kids", ())):
            raise SuspiciousModification(f"/Kids {name}")
        seen.add(name)
        yield name, FieldComparisonSpec("/Sig", None, ref.reference, None)


def _policy() -> Any:
    """pyHanko's own rules of what a signature may change; a file that had no form yet may get one
    that holds nothing but signatures.
    """
    from pyhanko.pdf_utils import generic
    from pyhanko.sign.diff_analysis import (
        DEFAULT_DIFF_POLICY,
        FormUpdatingRule,
        ModificationLevel,
        StandardDiffPolicy,
    )
    from pyhanko.sign.diff_analysis.commons import (
        compare_dicts,
        compare_key_refs,
        qualify_transforming,
    )
    from pyhanko.sign.diff_analysis.form_rules_api import FieldComparisonContext, FormUpdate

    usual = DEFAULT_DIFF_POLICY.form_rule

    class FormOfSignatures(FormUpdatingRule):  # type: ignore[misc]
        def apply(self, old: Any, new: Any) -> Any:
            if "/AcroForm" in old.root:
                yield from super().apply(old, new)
            elif "/AcroForm" in new.root:
                yield from self._made(old, new)

        def _made(self, old: Any, new: Any) -> Any:
            as_form = FormUpdate.curry_ref(field_name=None)
            _, form = yield from qualify_transforming(
                ModificationLevel.LTA_UPDATES,
                compare_key_refs("/AcroForm", old, old.root, new.root),
                transform=as_form,
            )
            none = generic.DictionaryObject()
            compare_dicts(none, form, frozenset((*self.ignored_acroform_keys, "/SigFlags")))
            _, fields = yield from qualify_transforming(
                ModificationLevel.LTA_UPDATES,
                compare_key_refs("/Fields", old, none, form),
                transform=as_form,
            )
            listed = dict(_new_fields(fields))
            context = FieldComparisonContext(field_specs=listed, old=old, new=new)
            for rule in self.field_rules:
                yield from rule.apply(context)

    return StandardDiffPolicy(
        global_rules=DEFAULT_DIFF_POLICY.global_rules,
        form_rule=FormOfSignatures(field_rules=usual.field_rules),
    )
