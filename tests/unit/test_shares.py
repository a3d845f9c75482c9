"""How people state the division of their time, and what is read from it."""

from __future__ import annotations

import pytest

from e7wizard.matching.shares import has_shares, split_duties, without_share
from e7wizard.matching.text import normalise


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("60% sales, 40% coding", [0.6, 0.4]),
        ("sales 60% coding 40%", [0.6, 0.4]),
        ("60% sales to distributors (mails, quotations, fairs) / 40% coding", [0.6, 0.4]),
        ("Graphic design 70 %, the rest (30 %) is uploading products", [0.7, 0.3]),
        ("sixty percent sales; forty percent coding", [0.6, 0.4]),
        ("0.65 FTE curriculum, 0.35 FTE teaching", [0.65, 0.35]),
        ("data analysis 60, backend coding 40", [0.6, 0.4]),
        ("two thirds selling machines, one third repairing them", [0.667, 0.333]),
        ("half cooking noodles, the other half serving", [0.5, 0.5]),
        ("I split my time 70/30 between sales and coding", [0.7, 0.3]),
        ("sales and coding 7:3", [0.7, 0.3]),
        ("80-20 figma screens vs html/js code", [0.8, 0.2]),
        ("three days a week I translate, two days I greet guests", [0.6, 0.4]),
        ("25h/wk firmware, 15h/wk board design", [0.625, 0.375]),
        ("nine months a year I plan festivals, three months I sell", [0.75, 0.25]),
        ("seven parts soil clean-up, three parts plant layout", [0.7, 0.3]),
        ("mostly writing java, sometimes fixing printers", [0.8, 0.2]),
        ("六成销售四成写代码", [0.6, 0.4]),
        ("大概七成时间接电话，三成做翻译", [0.7, 0.3]),
        ("六成半开发客户，三成半写文案", [0.65, 0.35]),
        ("翻译百分之六十，跟单百分之四十", [0.6, 0.4]),
        ("销售和写代码七三开", [0.7, 0.3]),
        ("销售占大头，偶尔写写代码", [0.7, 0.3]),
        ("三分之二翻译，三分之一接待", [0.667, 0.333]),
        ("8小时里6小时写代码，2小时开会", [0.75, 0.25]),
        ("一周三天翻译合同，两天接待客人", [0.6, 0.4]),
        ("翻译和接待各占一半", [0.5, 0.5]),
        ("조리 80%, 홀 서빙 20%", [0.8, 0.2]),
        ("프로그래밍 70프로, 번역 30프로", [0.7, 0.3]),
        ("칠할은 기획, 삼할은 홍보", [0.7, 0.3]),
        ("주로 번역하고 가끔 통역", [0.8, 0.2]),
        ("하루 6시간은 번역, 2시간은 전화 응대", [0.75, 0.25]),
        ("주 3일은 매장 판매 나머지 이틀은 번역", [0.6, 0.4]),
        ("７０％翻译，３０％接待", [0.7, 0.3]),
    ],
)
def test_stated_shares(text: str, shares: list[float]) -> None:
    duties = split_duties(normalise(text))
    assert has_shares(duties)
    assert [duty.share for duty in duties] == pytest.approx(shares, abs=0.001)


@pytest.mark.parametrize(
    "text",
    [
        "analysis of 30 countries and 20 people",
        "I work 5 days a week, 8 hours a day. I cook noodles.",
        "5年经验，团队20人，负责写代码",
        "manage 3 hotels, 45 rooms each",
        "develop backend APIs, write unit tests",
    ],
)
def test_numbers_that_are_no_shares(text: str) -> None:
    assert not has_shares(split_duties(normalise(text)))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("- write code\n- review code\n- deploy servers", 3),
        ("1. 开发海外客户\n2. 发报价单\n3. 跟单发货", 3),
        ("① 바이어 발굴 ; ② 견적서 작성 ; ③ 전시회 참가", 3),
        ("Find buyers in Vietnam. Send quotations. Follow orders.", 3),
        ("负责网站前端开发；维护数据库；写技术文档。", 3),
    ],
)
def test_a_posting_is_split_into_duties(text: str, count: int) -> None:
    assert len(split_duties(normalise(text))) == count


def test_the_words_of_a_share_do_not_count_as_work() -> None:
    assert "四分" not in without_share("人手不够时出去带团四分之一")
    assert "70%" not in without_share("sales 70%")
