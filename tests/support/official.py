"""An official paper for tests: minutes of an invented council, with every type of block in it."""

from __future__ import annotations

from ocop_scoring.reporting.paper import (
    Addressees,
    Annex,
    Bases,
    Block,
    Clause,
    Closing,
    Dotted,
    Head,
    Heading,
    Line,
    Pages,
    Paper,
    Paragraph,
    Placeholder,
    Recipients,
    Room,
    Ruled,
    RuledCell,
    RuledColumn,
    RuledRow,
    Signature,
    Span,
    Starred,
    Tick,
    Title,
    given,
    official,
)

HEAD = Head(
    above=(Span("ỦY BAN NHÂN DÂN TỈNH CÀ MAU"),),
    agency=(Span("HỘI ĐỒNG ĐÁNH GIÁ, PHÂN HẠNG SẢN PHẨM OCOP"),),
    country="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    motto="Độc lập - Tự do - Hạnh phúc",
    number=(Span("Số: "), Placeholder("number", "số"), Span("/BB-HĐOCOP")),
    dated=(Span("Cà Mau, ngày "), Placeholder("day", "ngày"), Span(" tháng 12 năm 2026")),
)


def say(text: str) -> Line:
    """Plain words."""
    return (Span(text),)


def cell(*lines: str, columns: int = 1, rows: int = 1) -> RuledCell:
    """A cell with a paragraph for each text."""
    return RuledCell(tuple([say(line) for line in lines]), columns, rows)


def points(rows: int = 3, name: str = "Tôm khô (tên đặt ra)") -> Ruled:
    """A table of points with a head of two rows."""
    return Ruled(
        caption=say("Bảng điểm của Hội đồng"),
        columns=(
            RuledColumn(5, "centre"),
            RuledColumn(27),
            *[RuledColumn(8, "centre")] * 3,
            RuledColumn(12, "right"),
            RuledColumn(16, "centre"),
        ),
        head=(
            RuledRow(
                (
                    cell("TT", rows=2),
                    cell("Sản phẩm", rows=2),
                    cell("Điểm của thành viên", columns=3),
                    cell("Trung bình", rows=2),
                    cell("Hạng đề nghị", rows=2),
                )
            ),
            RuledRow((cell("m1"), cell("m2"), cell("m3"))),
        ),
        rows=(
            RuledRow((cell("Bộ sản phẩm số 8", columns=7),), "group"),
            *[
                RuledRow(
                    (
                        cell(str(number)),
                        RuledCell(((given(name),), say("Chủ thể: HTX Rạch Gốc"))),
                        *[cell(str(points)) for points in (78, 82, 70)],
                        cell("76,67"),
                        RuledCell(((Starred(4, 5, "4 sao trong 5"),),)),
                    )
                )
                for number in range(1, rows + 1)
            ],
            RuledRow((cell("Tổng", columns=5), cell(f"{rows} sản phẩm", columns=2)), "total"),
        ),
    )


def blocks(name: str = "Tôm khô (tên đặt ra)", rows: int = 3) -> tuple[Block, ...]:
    """Everything that stands in the minutes."""
    return (
        HEAD,
        Title(
            say("BIÊN BẢN"), (say("Họp Hội đồng đánh giá, phân hạng sản phẩm OCOP"), say("Đợt 2"))
        ),
        Addressees("Kính gửi:", (say("Chủ tịch Ủy ban nhân dân tỉnh"), say("Sở Nông nghiệp"))),
        Bases((say("Căn cứ Quyết định số 26/2026/QĐ-TTg;"), say("Xét đề nghị của Tổ tư vấn."))),
        Heading("I.", say("THÀNH PHẦN"), 1),
        Paragraph(
            (
                Span("Hội đồng họp để xét sản phẩm "),
                given(name, "strong"),
                Span(", gồm 8/9 thành viên. Thư ký ghi lại đầy đủ diễn biến của cuộc họp."),
            )
        ),
        Clause("1.", say("Chủ trì: ông Trần Văn B (tên đặt ra), Chủ tịch Hội đồng.")),
        Clause("a)", say("Có mặt đủ số thành viên theo Quy chế;"), "point"),
        Clause("-", say("Vắng mặt: bà Lê Thị C (tên đặt ra)."), "dash"),
        Heading("1.", say("Kiểm tra hồ sơ"), 2),
        Paragraph((Tick(True), Span(" Đạt  "), Tick(False), Span(" Không đạt"))),
        Paragraph((Span("Ý kiến khác: "), Dotted(0, "ý kiến"))),
        Room(2, "ý kiến của người đánh giá"),
        Paragraph(say("Hồ sơ bị loại khi sản phẩm không rõ nguồn gốc."), "boxed"),
        Heading("II.", say("KẾT QUẢ"), 1, "centred"),
        points(rows, name),
        Clause("Điều 1.", say("Đề nghị công nhận các sản phẩm có tên ở trên."), "article"),
        Closing(
            (
                Signature((say("THƯ KÝ"),), say("(Ký, ghi rõ họ tên)"), say("Phạm Thị D")),
                Signature(
                    (say("CHỦ TỊCH"),),
                    say("(Ký, ghi rõ họ tên)"),
                    (Placeholder("chair", "họ tên"),),
                ),
            )
        ),
        Closing((Recipients("Nơi nhận:", (say("Như trên;"), say("Lưu: VT."))), None)),
        Pages(
            (
                Annex(say("PHỤ LỤC I"), say("BẢNG TỔNG HỢP"), say("(Kèm theo Biên bản)")),
                points(rows, name),
            ),
            wide=True,
            numbered_apart=True,
        ),
    )


def minutes(name: str = "Tôm khô (tên đặt ra)", rows: int = 3) -> Paper:
    """The minutes of an invented council on a product of this name."""
    return official("minutes", "vi", "Biên bản họp Hội đồng", blocks(name, rows), "2026-12-08")
