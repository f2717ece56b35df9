"""What people fill in, and what it shows: dossiers, score sheets, facts, papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..faces import face

if TYPE_CHECKING:
    from .column_files import csv_of as csv_of
    from .column_files import load_columns as load_columns
    from .column_files import parquet_of as parquet_of
    from .column_files import read_columns as read_columns
    from .dossiers import load_dossier as load_dossier
    from .evidence import Ground as Ground
    from .evidence import Review as Review
    from .forms import Application as Application
    from .forms import Assessor as Assessor
    from .forms import Dossier as Dossier
    from .forms import FiledDocument as FiledDocument
    from .forms import Previous as Previous
    from .forms import Producer as Producer
    from .forms import Product as Product
    from .forms import Representative as Representative
    from .forms import ScoreSheet as ScoreSheet
    from .papers import DocumentFlaw as DocumentFlaw
    from .policy import Policy as Policy
    from .policy import Quorum as Quorum
    from .policy import Rounding as Rounding
    from .policy import load_policy as load_policy
    from .policy import read_policy as read_policy
    from .read import read_dossier as read_dossier
    from .read import read_sheet as read_sheet
    from .round import Official as Official
    from .round import Round as Round
    from .round import RoundMember as RoundMember
    from .round import load_round as load_round
    from .round import read_round as read_round
    from .sheets import load_sheet as load_sheet
    from .sheets import load_sheets as load_sheets
    from .sheets import sheets_at as sheets_at
    from .string import ScoreString as ScoreString
    from .string import parse_string as parse_string
    from .string_sheet import sheet_from_string as sheet_from_string
    from .workbook.dossier import dossier_workbook as dossier_workbook
    from .workbook.entry import entry_workbook as entry_workbook
    from .workbook.read import read_workbook as read_workbook

_HOMES = {
    "DocumentFlaw": "papers",
    "Ground": "evidence",
    "Review": "evidence",
    "Application": "forms",
    "Assessor": "forms",
    "Dossier": "forms",
    "FiledDocument": "forms",
    "Previous": "forms",
    "Producer": "forms",
    "Product": "forms",
    "Representative": "forms",
    "ScoreSheet": "forms",
    "Policy": "policy",
    "Quorum": "policy",
    "Rounding": "policy",
    "load_policy": "policy",
    "read_policy": "policy",
    "load_dossier": "dossiers",
    "read_dossier": "read",
    "read_sheet": "read",
    "load_sheet": "sheets",
    "load_sheets": "sheets",
    "sheets_at": "sheets",
    "ScoreString": "string",
    "parse_string": "string",
    "sheet_from_string": "string_sheet",
    "dossier_workbook": "workbook.dossier",
    "entry_workbook": "workbook.entry",
    "read_workbook": "workbook.read",
    "csv_of": "column_files",
    "load_columns": "column_files",
    "parquet_of": "column_files",
    "read_columns": "column_files",
    "Official": "round",
    "Round": "round",
    "RoundMember": "round",
    "load_round": "round",
    "read_round": "round",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - the table above is the face

if not TYPE_CHECKING:
    __getattr__, __dir__ = face(__name__, _HOMES)
