from datetime import date

import ocop_scoring as ocop

dossier = ocop.Dossier.model_validate(
    {
        "format": "ocop-dossier/1",
        "product": {
            "name": "Tôm khô (tên đặt ra)",
            "product_set": 8,
            "commune": "Phan Ngọc Hiển",
            "province": "Cà Mau",
        },
        "producer": {
            "name": "Hộ Ví Dụ (tên đặt ra)",
            "kind": "household",
            "representative": {"name": "Nguyễn Thị A"},
        },
        "application": {"kind": "first", "submitted_on": date(2026, 9, 15)},
        "facts": {"share_of_provincial_materials": "0.745", "share_of_local_workers": 0.64},
    }
)
print(dossier.facts["share_of_provincial_materials"], dossier.facts["share_of_local_workers"])
print(dossier.model_dump(mode="json", exclude_none=True)["application"])
print(dossier.model_copy(update={"documents": ()}).documents, dossier.documents)
