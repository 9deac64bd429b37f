"""Damage to the file as a whole, done to its bytes."""

from __future__ import annotations

import io

import pikepdf

from .surgery import damage


@damage("cannot be opened")
def cut_short(pdf: bytes) -> bytes:
    return pdf[: len(pdf) // 2]


@damage("cannot be opened")
def start_of_references_wrong(pdf: bytes) -> bytes:
    return pdf.replace(b"startxref\n", b"startxref\n1")


@damage("the trailer has no ID")
def without_identifier(pdf: bytes) -> bytes:
    return pdf.replace(b"/ID", b"/IE")


@damage("syntax")
def of_another_kind(pdf: bytes) -> bytes:
    return b"<html>" + pdf[6:]


@damage("the file is encrypted")
def encrypted(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        out = io.BytesIO()
        locked = pikepdf.Encryption("owner", "", R=6)
        opened.save(out, encryption=locked, fix_metadata_version=False, static_id=True)
    return out.getvalue()
