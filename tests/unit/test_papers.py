"""Which papers appear for which case, and that everyone has words that say where to get them."""

from __future__ import annotations

from typing import Any

import pytest

from e7wizard.case import Case
from e7wizard.house import House

CHINESE_ABROAD: dict[str, Any] = {
    "filing": {"date": "2026-10-15", "procedure": "visa_abroad"},
    "job": {"occupation": "2223", "duties": "Develop backend APIs in Java"},
    "education": {"level": "bachelor", "related": True, "country": "CN", "graduated": "2020-06"},
    "experience": {"related_years": 2, "related_years_after_degree": 2},
    "pay": {"annual_krw": 45_000_000, "weekly_hours": 40},
    "employer": {"kind": "company", "size": "sme", "korean_staff": 60, "foreign_staff": 0, "tax_arrears": False},
    "person": {"nationality": "CN", "in_korea": False, "current_status": "none"},
}
KOREAN_GRADUATE = {
    "filing": {"date": "2026-10-15", "procedure": "change_of_status"},
    "education": {"level": "bachelor", "country": "KR"},
    "experience": {"related_years": 0},
    "person": {"nationality": "VN", "in_korea": True, "current_status": "D-10-1", "topik": 4},
}
HOLDER = {"in_korea": True, "current_status": "E-7-1", "nationality": "CN"}
MOVE = {"date": "2026-10-15", "procedure": "change_of_workplace"}
CN = {"cn_degree_apostille", "cn_chsi_report", "cn_career_notarised", "cn_translation"}


def papers(house: House, **changes: Any) -> set[str]:
    """The ids of both parties' papers for the Chinese developer with some sections replaced."""
    found = house.assess(Case.model_validate({**CHINESE_ABROAD, **changes})).documents
    return {item.id for item in (*found.applicant, *found.employer)}


@pytest.mark.parametrize(
    ("changes", "there", "not_there"),
    [
        # A Chinese applicant abroad: own words, tuberculosis list (V:5-6), issuance form (V:178)
        ({}, CN | {"tb_certificate", "issuance_form", "reason_letter", "cv", "national_tax_clearance"},
         {"degree_apostille", "translation", "residence_card", "fee", "recommendation_letter", "guarantee_letter", "insurance_list", "cn_student_record", "cn_no_criminal_record", "income_certificate", "tb_certificate_in_korea"}),
        # Other countries keep the general words
        ({"education": {"level": "bachelor", "related": True, "country": "US"}, "person": {"nationality": "US", "in_korea": False, "current_status": "none"}},
         {"degree_apostille", "translation", "career_certificate"}, CN | {"tb_certificate"}),
        # A Korean degree needs neither apostille nor translation (V:176)
        (KOREAN_GRADUATE, {"degree_certificate", "residence_card", "fee", "occupation_report", "photo", "language_certificate", "tb_certificate_in_korea", "insurance_list"},
         CN | {"degree_apostille", "translation", "issuance_form", "career_certificate", "tb_certificate"}),
        # A graduate-to-be shows the student record
        ({"education": {"level": "bachelor", "related": True, "country": "CN", "graduated": "2026-12"}}, {"cn_student_record"}, set()),
        # Extension: income, residence, tax record; no degree again (S:227)
        ({"filing": {"date": "2026-10-15", "procedure": "extension"}, "person": HOLDER},
         {"income_certificate", "residence_proof", "tax_payment_record", "fee", "contract"}, {"degree_certificate", "reason_letter", "photo", "cn_chsi_report", "transfer_consent"}),
        # A mere report: consent unless needless, no fee, no reason letter (S:223)
        ({"filing": MOVE, "person": {**HOLDER, "reason_for_leaving": "resigned"}}, {"transfer_consent", "need_proof", "income_certificate"}, {"fee", "reason_letter", "national_tax_clearance", "old_contract_end"}),
        ({"filing": MOVE, "person": {**HOLDER, "reason_for_leaving": "contract_expired"}}, {"old_contract_end"}, {"transfer_consent", "leaving_proof"}),
        ({"filing": MOVE, "person": {**HOLDER, "reason_for_leaving": "unpaid_wages"}}, {"leaving_proof"}, {"transfer_consent"}),
        ({"filing": MOVE, "person": HOLDER}, {"transfer_consent"}, {"leaving_proof"}),
        # A permission: fee, guarantee, consent even after an agreement (S:223, S:227)
        ({"filing": MOVE, "job": {"occupation": "451", "duties": "cook"}, "person": {**HOLDER, "reason_for_leaving": "mutual_termination"}},
         {"fee", "guarantee_letter", "transfer_consent", "reason_letter"}, {"need_proof"}),
        # Letters: required, waived by a university, optional (V:175, V:179)
        ({"job": {"occupation": "S2843", "duties": "R&D strategy"}}, {"recommendation_letter"}, set()),
        ({"job": {"occupation": "S2843", "duties": "R&D strategy"}, "employer": {"kind": "university"}}, set(), {"recommendation_letter"}),
        # Protection review and its exception (V:181)
        ({"job": {"occupation": "2914", "duties": "translate"}}, {"insurance_list", "second_language_proof"}, set()),
        ({"job": {"occupation": "2914", "duties": "translate"}, "person": {"nationality": "CN", "in_korea": False, "current_status": "none", "d_2_7_graduate": True}}, set(), {"insurance_list"}),
        # Guarantee: by condition, and where the lists differ (V:179)
        ({"job": {"occupation": "2842", "duties": "sell abroad"}, "facts": {"online_seller": True}}, {"guarantee_letter", "office_space", "export_record"}, set()),
        ({"job": {"occupation": "2842", "duties": "sell abroad"}, "facts": {"online_seller": False}}, {"export_record"}, {"guarantee_letter", "office_space"}),
        ({"job": {"occupation": "78369", "duties": "paint ships"}}, {"guarantee_letter_maybe", "shipyard_papers", "skill_test", "transcript"}, {"guarantee_letter", "shipyard_site_report"}),
        # Restaurant, hotel, shipyard move, travel agency, care, call centre
        ({"job": {"occupation": "451", "duties": "cook"}}, {"cook_certificate", "shop_area", "vat_certificate", "insurance_history", "guarantee_letter"}, {"contest_award", "tourist_facility_papers"}),
        ({"job": {"occupation": "451", "duties": "cook"}, "facts": {"culinary_contest_award": True, "cook_workplace": "tourist_hotel"}}, {"contest_award", "tourist_facility_papers"}, {"cook_certificate"}),
        ({"job": {"occupation": "3612", "duties": "front desk"}}, {"hotel_papers", "recommendation_letter"}, set()),
        ({"job": {"occupation": "7406", "duties": "weld"}, "filing": MOVE, "person": {**HOLDER, "current_status": "E-7-3", "reason_for_leaving": "closure"}}, {"shipyard_site_report", "trade_certificate"}, set()),
        ({"job": {"occupation": "44213", "duties": "guide"}}, {"travel_agency_papers"}, set()),
        ({"job": {"occupation": "42210", "duties": "care"}}, {"licence", "care_facility"}, set()),
        ({"job": {"occupation": "3620", "duties": "answer customers"}}, {"service_contracts", "colleagues_pay", "office_space"}, set()),
        ({"job": {"occupation": "1212", "duties": "lead finance"}}, {"organisation_chart"}, set()),
        # Teachers: criminal record unless licensed (V:213)
        ({"job": {"occupation": "2699", "duties": "teach"}}, {"cn_no_criminal_record", "health_check", "school_papers"}, {"criminal_record"}),
        ({"job": {"occupation": "2699", "duties": "teach"}, "facts": {"home_country_teaching_licence": True}}, {"teaching_licence"}, {"cn_no_criminal_record", "criminal_record"}),
        # Relaxation used (V:172-175)
        ({"experience": {"related_years": 0, "related_years_after_degree": 0, "global_500_years": 1}}, {"global_500_proof"}, {"ranking_print"}),
        ({"experience": {"related_years": 0, "related_years_after_degree": 0, "global_500_years": 0}, "education": {"level": "bachelor", "related": True, "country": "CN", "qs_rank": 300}}, {"ranking_print"}, {"global_500_proof"}),
        # Young and foreign-invested firms (V:176, V:178)
        ({"employer": {"foreign_invested": True, "founded": "2024-01"}}, {"foreign_investment_registration", "young_firm_plan"}, {"venture_certificate"}),
        ({"employer": {"venture": True, "founded": "2015-01"}}, {"venture_certificate"}, {"young_firm_plan"}),
        # Small-firm relief on pay (V:182)
        ({"job": {"occupation": "6301", "duties": "farm sea cucumbers"}, "employer": {"size": "sme"}, "facts": {"e7_career_years_in_korea": 0}}, {"size_certificate", "firm_papers"}, set()),
        # Family: the status hangs on the spouse (S:225)
        ({"filing": {"procedure": "change_of_status"}, "person": {"in_korea": True, "current_status": "F-3", "spouse_status": "E-1"}}, {"spouse_papers"}, set()),
    ],
)  # fmt: skip
def test_papers_of_a_case(house: House, changes: dict[str, Any], there: set[str], not_there: set[str]) -> None:
    found = papers(house, **changes)
    assert there - found == set()
    assert not_there & found == set()


def test_the_common_papers_show_before_anything_is_known(house: House) -> None:
    found = house.assess(Case()).documents
    assert {"application_form", "passport", "photo", "contract", "cv"} <= {item.id for item in found.applicant}
    assert {"business_registration", "reason_letter", "local_tax_clearance"} <= {item.id for item in found.employer}


def test_no_paper_stands_twice(house: House) -> None:
    ids = [paper.id for paper in house.rulebook.files.papers]
    assert len(ids) == len(set(ids))


def test_every_paper_has_a_page_and_says_where_to_get_it(house: House) -> None:
    """A page, or a secondary document by name; a note in both languages."""
    for paper in house.rulebook.files.papers:
        documents = {source.document: source.page for source in paper.sources}
        assert any(page for document, page in documents.items() if document in {"V", "S"}), paper.id
        for language in ("en", "zh"):
            assert house.texts[language].maybe(f"papers.{paper.id}.note"), paper.id  # type: ignore[index]


def test_the_tuberculosis_list_has_its_35_countries(house: House) -> None:
    rows = [paper for paper in house.rulebook.files.papers if paper.id.startswith("tb_certificate")]
    for paper in rows:
        parts = paper.when.all  # type: ignore[union-attr]
        countries = next(part.in_ for part in parts if getattr(part, "fact", "") == "person.nationality")
        assert len(set(countries)) == 35
    assert len(rows) == 2
