"""The Word documents of a project: blank, styled, in the reader's language, made from docs/papers.<language>.toml.

What is typed has its place in a content control whose tag is the field's name: the script of the page fills it
(docs/assets/project/documents.mjs), and Word leads the reader to what is still empty. The bytes are those of the text
alone: two builds give the same file.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from markdown import markdown

from build_scripts.languages import Edition
from build_scripts.pages import papers

ENDING = ".docx"
_PLACE = re.compile(r"\{(\w+)\}")
_INK, _FAINT = RGBColor(0x1B, 0x3A, 0x5C), RGBColor(0x59, 0x59, 0x59)
_SAME_DAY = datetime(2026, 1, 1, tzinfo=UTC)  # a file must not change with the day it was made on
_BLANK_ROW, _BOX = Cm(0.95), Cm(1.7)
_WIDTH = 17  # cm between the margins
_LEFT_OUT = ("thumbnail", "customXml", "stylesWithEffects")  # of python-docx's template
_TOGETHER = 4  # rows that no end of a page parts
_SHADE = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="E8EEF5"/>'
_STYLES = {"Heading 1", "Heading 2", "List Bullet", "Table Grid", "Footer"}


def write(site: Path, edition: Edition) -> None:
    """Writes every document of a language beside its page; none where the language has no papers."""
    if not papers.path(edition.lang).exists():
        return
    folder = site / edition.folder / papers.FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for paper in papers.documents(edition.lang):
        (folder / f"{paper.name}{ENDING}").write_bytes(made(paper, edition.lang))


def made(paper: papers.Paper, lang: str) -> bytes:
    """The .docx of a paper."""
    document = docx.Document()
    _drop_what_nobody_needs(document)
    _styles(document, lang)
    _page(document)
    document.core_properties.title = paper.title
    document.core_properties.language = f"{lang}-BE"
    document.core_properties.author = document.core_properties.comments = ""
    document.core_properties.created = document.core_properties.modified = _SAME_DAY
    writer = _Writer(document, lang)
    for element in BeautifulSoup(markdown(paper.text, extensions=["tables"]), "lxml").body or ():
        if isinstance(element, Tag):
            writer.put(element)
    content = io.BytesIO()
    document.save(content)
    return _repacked(content)


class _Writer:
    """Puts elements of HTML into a document."""

    def __init__(self, document: Any, lang: str) -> None:
        self.document = document
        self.fields = {field.name: field for field in papers.fields(lang)}
        self.next_begins_page = False

    def put(self, element: Tag) -> None:
        if element.name == "hr":
            self.next_begins_page = True
        elif element.name == "table":
            self.put_table(element)
        elif element.name == "ul":
            for item in element.find_all("li"):
                self.runs(self.document.add_paragraph(style="List Bullet"), item)
        else:
            style = {"h1": "Heading 1", "h2": "Heading 2"}.get(element.name, "Normal")
            paragraph = self.document.add_paragraph(style=style)
            paragraph.paragraph_format.page_break_before = self.next_begins_page or None
            self.next_begins_page = False
            self.runs(paragraph, element)

    def put_table(self, element: Tag) -> None:
        """Its first row is its head, repeated on each page, unless that is empty; its first column then is."""
        rows = [row.find_all(("th", "td")) for row in element.find_all("tr")]
        headed = any(cell.get_text().strip() for cell in rows[0])
        rows = rows if headed else rows[1:]
        table = self.document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
        table.autofit = False
        widths = _widths(rows)
        for number, cells in enumerate(rows):
            row = table.add_row()
            head = headed and number == 0
            if head:
                row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
            if not any(cell.get_text().strip() for cell in cells[1:]) and not head:
                row.height, row.height_rule = (_BLANK_ROW if cells[1:] else _BOX), WD_ROW_HEIGHT_RULE.AT_LEAST
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for column, cell in enumerate(cells):
                row.cells[column].width = widths[column]
                paragraph = row.cells[column].paragraphs[0]
                paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
                paragraph.paragraph_format.keep_with_next = (len(rows) <= _TOGETHER and number < len(rows) - 1) or None
                if head:
                    row.cells[column]._tc.get_or_add_tcPr().append(parse_xml(_SHADE))
                self.runs(paragraph, cell, bold=head or (not headed and column == 0))
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        self.document.add_paragraph().paragraph_format.space_after = Pt(0)

    def runs(self, paragraph: Paragraph, element: Tag, bold: bool = False) -> None:
        """Text, bold where it is strong, and a control for each place."""
        for child in element.descendants:
            if isinstance(child, NavigableString):
                strong = bold or child.find_parent("strong") is not None
                for text, name in _pieces(str(child).replace("\n", " ")):
                    if name:
                        paragraph._p.append(_control(self.fields[name], strong))
                    elif text:
                        paragraph.add_run(text).bold = strong or None


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """A text in parts: a text or a place's name, the other empty."""
    for number, part in enumerate(_PLACE.split(text)):
        yield ("", part) if number % 2 else (part, "")


def _control(field: papers.Field, bold: bool) -> Any:
    """A content control that shows what it waits for."""
    control = parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtPr><w:alias/><w:tag/><w:showingPlcHdr/></w:sdtPr>"
        '<w:sdtContent><w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t/></w:r></w:sdtContent></w:sdt>'
    )
    control.find(".//" + qn("w:alias")).set(qn("w:val"), field.label)
    control.find(".//" + qn("w:tag")).set(qn("w:val"), field.name)
    control.find(".//" + qn("w:t")).text = f"[{field.blank}]"
    if bold:
        control.find(".//" + qn("w:rPr")).append(OxmlElement("w:b"))
    return control


def _widths(rows: list[Any]) -> list[Cm]:
    """The width of the page, shared by what stands in each column: a number needs little."""
    longest = [max(len(row[column].get_text()) for row in rows) for column in range(len(rows[0]))]
    shares = [3 if length < 3 else min(max(length, 14), 40) for length in longest]
    return [Cm(_WIDTH * share / sum(shares)) for share in shares]


def _styles(document: Any, lang: str) -> None:
    styles = document.styles
    _drop_other_styles(styles)
    normal = styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), f"{lang}-BE")
    for name, size in (("Heading 1", 18), ("Heading 2", 13)):
        style = styles[name]
        style.font.size, style.font.color.rgb, style.font.name = Pt(size), _INK, "Calibri"
        for attribute in ("w:asciiTheme", "w:hAnsiTheme"):
            style.element.rPr.rFonts.attrib.pop(qn(attribute), None)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(12), Pt(4)
    waiting = styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER)
    waiting.font.color.rgb = _FAINT


def _drop_other_styles(styles: Any) -> None:
    """Of the template's 160 those stay that a document uses, what these stand on, and what Word takes by default."""
    known = {style.style_id: style.element for style in styles}
    kept: set[str] = set()
    todo = [one.style_id for one in styles if one.name in _STYLES or one.element.get(qn("w:default")) == "1"]
    while todo:
        kept.add(name := todo.pop())
        named = (known[name].find(qn(tag)) for tag in ("w:basedOn", "w:next", "w:link"))
        todo += [value for one in named if one is not None and (value := one.get(qn("w:val"))) not in kept]
    for name, element in known.items():
        if name not in kept:
            styles.element.remove(element)


def _page(document: Any) -> None:
    """A4, two centimetres all around, and the number of the page at its foot."""
    (section,) = document.sections
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    page, pages = (
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{field}"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
        for field in ("PAGE", "NUMPAGES")
    )
    foot._p.append(page)
    foot.add_run(" / ")
    foot._p.append(pages)


def _drop_what_nobody_needs(document: Any) -> None:
    for relations in (document.part.package.rels, document.part.rels):
        for name in [name for name, one in relations.items() if one.reltype.endswith(_LEFT_OUT)]:
            del relations[name]


def _repacked(content: io.BytesIO) -> bytes:
    """The same files, of no day."""
    packed = io.BytesIO()
    with ZipFile(content) as old, ZipFile(packed, "w") as new:
        for name in old.namelist():
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o600 << 16
            new.writestr(entry, old.read(name))
    return packed.getvalue()
