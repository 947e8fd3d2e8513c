"""The papers of a project: Word documents that Word and others open, letters with addresses that are known."""

from __future__ import annotations

import io
import re
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from build_scripts.output import documents
from build_scripts.pages import knowledge, papers

FIELDS = {field.name: field for field in papers.fields("fr")}
PAPERS = {paper.name: paper for paper in papers.documents("fr")}
LETTERS = {letter.name: letter for letter in papers.letters("fr")}
ARTICLE = {
    "date", "venue", "place", "doctor_by", "pharmacist_by", "invited", "programme", "reporter", "account", "holder",
    "doctor", "pharmacist",
}  # fmt: skip
"""What an application must say (AR of 3 April 2015, art. 3 § 2), beside the engagement: the last two sign."""


def opened(name: str) -> Any:
    return docx.Document(io.BytesIO(documents.made(PAPERS[name], "fr")))


def controls(document: Any) -> dict[str, str]:
    """The tag of each control and what it shows."""
    return {
        str(one.find(".//" + qn("w:tag")).get(qn("w:val"))): "".join(each.text for each in one.iter(qn("w:t")))
        for one in document.element.body.iter(qn("w:sdt"))
    }


def text(document: Any) -> str:
    return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in document.element.body.iter(qn("w:p")))


@pytest.mark.parametrize("name", PAPERS)
def test_a_document_opens_with_its_title_language_headings_and_blanks(name: str) -> None:
    document = opened(name)
    assert document.core_properties.title == PAPERS[name].title
    assert document.core_properties.language == "fr-BE"
    assert {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))} == {"fr-BE"}
    assert any(paragraph.style.name == "Heading 1" for paragraph in document.paragraphs)
    assert controls(document) == {tag: f"[{FIELDS[tag].blank}]" for tag in controls(document)}
    assert set(controls(document)) == set(re.findall(r"\{(\w+)\}", PAPERS[name].text))
    assert "{" not in text(document)


@pytest.mark.parametrize("name", PAPERS)
def test_the_head_of_a_table_is_one_for_who_listens(name: str) -> None:
    heads = [
        row
        for table in opened(name).tables
        for row in table.rows
        if row._tr.find(".//" + qn("w:tblHeader")) is not None
    ]
    assert len(heads) == len(
        [line for line in re.findall(r"(?m)^\|(.*)\|\n\| ---", PAPERS[name].text) if line.strip(" |")]
    )


@pytest.mark.parametrize("name", ["demande", "rapport", "evaluation"])
def test_the_first_line_says_that_it_is_not_inami_s(name: str) -> None:
    first = opened(name).paragraphs[0].text
    assert first.startswith("Ceci n’est pas le") and "nous ne l’avons pas" in first


def test_the_preparation_has_all_that_the_article_asks() -> None:
    assert set(controls(opened("demande"))) >= ARTICLE
    assert "Aucun tiers ayant un lien, direct ou indirect, avec le secteur pharmaceutique" in text(opened("demande"))


def test_the_attendance_is_a_list_for_each_profession_on_a_page_of_its_own() -> None:
    document = opened("presences")
    heads = [paragraph for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]
    assert [head.paragraph_format.page_break_before for head in heads] == [None, True]
    assert [[cell.text for cell in table.rows[0].cells] for table in document.tables] == [
        ["N°", "Nom et prénom", "Numéro INAMI", "Signature"]
    ] * 2
    for contact in ("ssmg", "sspf"):
        assert knowledge.contacts()[contact]["attendance"] in text(document)


def test_the_evaluation_asks_the_four_questions_and_the_report_what_a_meeting_decides() -> None:
    asked = [paragraph.text for paragraph in opened("evaluation").paragraphs if paragraph.style.name == "Heading 2"]
    assert len([each for each in asked if each.endswith("?")]) == 4
    decided = [[cell.text for cell in table.rows[0].cells] for table in opened("rapport").tables]
    assert ["Que faire", "Qui", "Pour quand"] in decided
    assert any("Avant" in cells[1] and "Après" in cells[2] for cells in decided if len(cells) == 3)


def test_the_bytes_are_those_of_the_text_alone() -> None:
    for paper in PAPERS.values():
        assert documents.made(paper, "fr") == documents.made(paper, "fr")
        assert len(documents.made(paper, "fr")) < 15_000


def test_each_field_is_used_and_each_letter_says_where_it_goes() -> None:
    texts = "".join([*(one.text for one in PAPERS.values()), *(one.subject + one.body for one in LETTERS.values())])
    assert set(re.findall(r"\{(\w+)\}", texts)) == set(FIELDS)
    for letter in LETTERS.values():
        assert letter.whom and letter.subject and letter.body
    contacts = knowledge.contacts()
    assert {name: letter.to for name, letter in LETTERS.items()} == {
        "designation_doctor": "",
        "designation_pharmacist": "",
        "application": contacts["inami-cmp"]["mail"],
        "number": contacts["sspf"]["mail"],
        "accreditation": contacts["ssmg"]["attendance"],
        "invitation": "",
        "attendance_pharmacists": contacts["sspf"]["attendance"],
        "attendance_doctors": contacts["ssmg"]["attendance"],
        "report": contacts["inami-cmp"]["mail"],
        "invoice_first": contacts["inami-cmp"]["mail"],
        "evaluation": contacts["inami-cmp"]["mail"],
        "invoice_evaluation": contacts["inami-cmp"]["mail"],
    }


@pytest.mark.parametrize("name", ["application", "report", "evaluation"])
def test_what_goes_to_inami_is_a_word_and_a_signed_pdf(name: str) -> None:
    word, pdf = (one.file for one in LETTERS[name].attach)
    assert pdf == word.removesuffix(".docx") + "_signe.pdf"
    assert ("{number}" in word) == (name != "application"), "the number comes with the answer to the application"


def test_a_text_shows_its_blanks() -> None:
    assert papers.letter("number", "fr").subject == "CMP à [commune]\u00a0: numéro de projet"
    assert "n° [numéro], [titre du programme], réunion du [date] à [commune]" in papers.letter("number", "fr").body
    with pytest.raises(KeyError):
        papers.blank("{nobody}", "fr")
