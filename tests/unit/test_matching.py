"""The matcher: duties before titles, honest when it cannot know, one question where two kinds of work are close."""

from __future__ import annotations

import re
from typing import Any

import pytest

from benchmarks.labelled import is_aside, measure, read
from e7wizard.case import Case, Job
from e7wizard.house import House
from e7wizard.matching import Fit
from e7wizard.matching.sections import about_the_work
from e7wizard.matching.text import normalise
from tests.conftest import ROOT


def fit(house: House, duties: str = "", title: str = "", **more: Any) -> Fit:
    return house.matcher.fit(Job(duties=duties or None, title=title or None, **more))


LEAST = {
    "ranking, top-1": 0.92,
    "ranking, top-3": 0.98,
    "none recall": 0.85,
    "none precision": 0.9,
    "vague recall": 0.8,
    "clear, not called vague": 0.98,
    "traps": 0.88,
    "hybrids": 0.85,
}


@pytest.mark.parametrize("name", ["duties", "titles"])
def test_labelled_texts(house: House, name: str) -> None:
    """A regression guard a little below the figures reached; the third put aside is measured by the benchmark alone."""
    rows = [row for row in read(ROOT / f"tests/matching/{name}.jsonl") if not is_aside(row)]
    tally, mixes, wrong = measure(house.matcher, rows, title=name == "titles")
    for group, least in LEAST.items():
        if len(tally[group]) >= 20:
            assert sum(tally[group]) / len(tally[group]) >= least, (group, wrong)
    if mixes:
        assert sum(mixes) / len(mixes) < 0.15


def test_duties_come_before_the_title(house: House) -> None:
    found = fit(
        house, "Translate contracts between Korean and Vietnamese and interpret in meetings", "Software engineer"
    )
    assert found.ranked[0].code == "2914"
    assert found.title is not None
    assert found.title.code == "2223"


def test_stated_shares_come_before_word_counts(house: House) -> None:
    long_sales = (
        "finding overseas buyers, quotations, trade fairs, export contracts, shipping terms, distributor visits"
    )
    assert fit(house, f"30% {long_sales}; 70% writing Java backend code").ranked[0].code == "2223"
    assert fit(house, f"70% {long_sales}; 30% writing Java backend code").ranked[0].code == "2842"


def test_each_duty_of_a_posting_gets_its_code(house: House) -> None:
    text = "• 开发海外客户，参加展会\n• 给海外采购商报价、谈合同\n• 制作报关单证、订舱\n• 运营公司社交媒体账号"
    found = fit(house, text)
    assert [piece.code for piece in found.pieces[:2]] == ["2842", "2842"]
    assert found.pieces[-2].outside == "trade_documents_clerk" or found.pieces[-1].code == "2833"
    assert sum(share.share for share in found.mix) == pytest.approx(1)


def test_work_outside_the_list_is_named(house: House) -> None:
    for duties, kind in (
        ("scan items and take payment at the checkout of a supermarket", "cashier"),
        ("骑电动车送外卖，每天跑四十单", "delivery_courier"),
        ("주방에서 설거지하고 재료 손질 보조", "kitchen_helper"),
        (
            "prepare packing lists, bills of lading and customs papers for orders that others won",
            "trade_documents_clerk",
        ),
    ):
        found = fit(house, duties)
        assert found.none, duties
        assert found.outside is not None
        assert found.outside.id == kind
        assert found.outside.because


def test_the_exclusion_is_cited(house: House) -> None:
    case = Case.model_validate({"job": {"duties": "Cook Korean home food: kimchi stew and gimbap in a snack bar"}})
    finding = house.assess(case).dimensions["code_fit"].findings[0]
    assert finding.id == "code_fit.excluded"
    assert {source.page for source in finding.sources} >= {"228", "274"}


@pytest.mark.parametrize(
    "text",
    [
        "consultant",
        "support the team",
        "general office tasks",
        "专员",
        "服从领导安排",
        "负责公司相关业务",
        "부서 업무 지원",
        "담당자",
    ],
)
def test_too_thin(house: House, text: str) -> None:
    found = fit(house, text)
    assert found.vague
    assert not found.none
    assert found.ask is not None


def test_the_answer_changes_the_ranking(house: House) -> None:
    text = "I make the web pages of our shop and change how they look"
    before = fit(house, text)
    assert before.ask is not None
    firsts = set()
    for option in before.ask.options:
        after = fit(house, text, follow_up=f"{before.ask.id}:{option.id}")
        assert after.answer == option.id
        firsts.add(None if after.none else after.ranked[0].code)
    assert len(firsts) > 1


def test_an_answer_to_another_question_changes_nothing(house: House) -> None:
    text = "Translate contracts between Korean and Vietnamese and interpret in meetings"
    plain = fit(house, text)
    assert fit(house, text, follow_up="code_or_design:design").ranked == plain.ranked


def test_every_answer_of_every_question_names_known_work(house: House) -> None:
    for axis in house.matcher.axes:
        named = [label for labels in axis.options.values() for label in labels]
        assert len(named) == len(set(named)), axis.id


def test_reasons_are_words_of_the_text(house: House) -> None:
    text = "Develop backend APIs in Java and 写单元测试, 서버 배포"
    found = fit(house, text)
    for match in found.ranked[:3]:
        for word in match.because:
            assert word in text
    assert found.separates is not None
    assert not set(found.separates.for_code) & set(found.separates.for_other)


POSTING = """We are a leading logistics company founded in 1998 with 300 employees.

Responsibilities:
- Develop backend services in Java and Spring
- Design REST APIs and write unit tests

Requirements
- Bachelor's degree, experience in sales is a plus
- TOPIK 4

Benefits
- Free lunch, hotel vouchers, cooking classes
"""


def test_only_the_work_of_a_posting_counts(house: House) -> None:
    left = about_the_work(normalise(POSTING))
    assert len(left) == len(POSTING)
    for word in ("java", "spring", "rest apis"):
        assert word in left
    for word in ("logistics", "topik", "cooking", "hotel"):
        assert word not in left
    assert fit(house, POSTING).ranked[0].code == "2223"


def test_an_introduction_that_turns_to_the_work_keeps_the_work() -> None:
    for text, kept in (
        ("We are a trading company and I find buyers in Vietnam", "find buyers in vietnam"),
        ("我们公司是做化妆品的，我负责开发海外客户", "开发海外客户"),
        ("저희 회사는 화장품 회사이고 저는 해외 바이어를 발굴합니다", "해외 바이어"),
    ):
        assert kept in about_the_work(normalise(text))


TEXTS = [
    "Develop backend APIs in Java. Write unit tests. Deploy to servers.",
    "开发海外客户。发报价单。参加展会。",
    "해외 바이어 발굴. 견적서 작성. 전시회 참가.",
    "Cook Sichuan dishes with the wok. Prepare sauces. Train junior cooks.",
    "翻译合同。会议口译。校对字幕。",
    "Design web pages in Figma. Draw icons. Make design guides.",
]
GREETINGS = ["Hello! ", "你好，", "안녕하세요. ", "Dear sir or madam, ", "大家好！"]
BLURBS = [
    "We are a leading cosmetics company founded in 2005 with 120 employees. ",
    "Our company is a global hotel group. ",
    "我们公司成立于2010年，是一家医疗器械企业。",
    "저희 회사는 2010년에 설립된 게임 회사입니다. ",
    "ABC Trading is a fast-growing export company. ",
]


@pytest.mark.parametrize("text", TEXTS)
def test_order_case_and_width_do_not_matter(house: House, text: str) -> None:
    first = fit(house, text).ranked[0].code
    sentences = [part for part in re.split(r"(?<=[.。])\s*", text) if part]
    assert fit(house, " ".join(reversed(sentences))).ranked[0].code == first
    assert fit(house, text.upper()).ranked[0].code == first
    wide = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)
    assert fit(house, wide).ranked[0].code == first


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("opening", GREETINGS + BLURBS)
def test_a_greeting_or_a_company_blurb_does_not_matter(house: House, text: str, opening: str) -> None:
    assert fit(house, opening + text).ranked[0].code == fit(house, text).ranked[0].code


def test_every_labelled_duty_keeps_its_code_under_reordering_and_greeting(house: House) -> None:
    moved = []
    rows = [row for row in read(ROOT / "tests/matching/duties.jsonl") if not row.get("mix") and not row.get("vague")]
    for row in rows:
        plain = fit(house, row["text"])
        if not plain.ranked:
            continue
        for changed in (f"Hello! {row['text']}", row["text"].upper(), f"您好。{row['text']}"):
            found = fit(house, changed)
            if found.ranked[0].code != plain.ranked[0].code or found.none != plain.none:
                moved.append((row["text"], changed[:20]))
    assert len(moved) <= len(rows) * 3 // 200, moved


def test_findings_of_mixed_and_mistitled_jobs(house: House) -> None:
    def said(**job: Any) -> set[str]:
        return {
            finding.id for finding in house.assess(Case.model_validate({"job": job})).dimensions["code_fit"].findings
        }

    code = "Develop backend services in Java"
    sales = "finding overseas buyers and negotiating export orders"
    assert "code_fit.technical_with_sales" in said(duties=f"60% {code}, 40% {sales}")
    assert "code_fit.technical_code_for_sales" in said(
        occupation="2223", duties=f"I spend my days {sales} and quoting prices"
    )
    assert "code_fit.no_dominant_duty" in said(duties=f"40% {code}, 30% {sales}, 30% cooking Sichuan dishes")
    assert "code_fit.excluded_part" in said(duties=f"75% {sales}, 25% preparing customs papers and bills of lading")
    assert "code_fit.manager_title" in said(
        title="Sales department manager", duties=f"{code}, design REST APIs, write tests"
    )
    lead = "Head the overseas sales department: set targets, approve prices, lead ten sales people"
    assert "code_fit.manager_without_department" in said(occupation="1511", duties=lead, leads_department=False)
    assert "code_fit.manager_without_department" not in said(occupation="1511", duties=lead, leads_department=True)


def test_no_remedy_says_rename(house: House) -> None:
    for language in ("en", "zh"):
        texts = house.texts[language]  # type: ignore[index]
        for name in texts.keys("findings.code_fit"):
            remedy = str(texts.find(f"findings.code_fit.{name}.do") or "").lower()
            assert "rename" not in remedy
            assert "改名" not in remedy


def test_a_chosen_code_with_duties_that_rank_nothing_is_too_thin(house: House) -> None:
    mix = [{"duty": "I do everything", "percent": 50}, {"duty": "I do everything", "percent": 50}]
    found = house.assess(Case.model_validate({"job": {"occupation": "2842", "mix": mix}}))
    assert found.dimensions["code_fit"].status == "cannot_tell"


def test_many_jobs_are_answered_as_each_by_itself(house: House) -> None:
    rows = read(ROOT / "tests/matching/duties.jsonl")[::9]
    jobs = [Job(title=("Manager", "厨师", None)[at % 3], duties=str(row["text"])) for at, row in enumerate(rows)]
    jobs += [*jobs[:5], Job(title="厨师"), Job()]
    assert house.matcher.fits(jobs) == [house.matcher.fit(job) for job in jobs]
