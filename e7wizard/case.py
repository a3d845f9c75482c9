"""What a person tells us: the Case. Every fact is optional; a missing fact is unknown, never false.

Money is KRW a year unless a name says otherwise. Years are decimal years of full-time work. The names are a
contract with other programs (see docs/contracts.md): add facts, never rename one.
"""

from __future__ import annotations

import datetime as dt
import types
import typing
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Level = Literal["none", "high_school", "associate", "bachelor", "master", "doctorate"]
Procedure = Literal["visa_abroad", "change_of_status", "change_of_workplace", "extension"]
EmployerKind = Literal[
    "company",
    "university",
    "public",
    "school",
    "hospital",
    "embassy",
    "public_research",
    "corporate_rnd_lab",
    "language_academy",
    "foreign_branch",
    "none",
    "other",
]

CookCertificate = Literal[
    "none",
    "cn_grade_1",
    "cn_grade_2",
    "cn_grade_3",
    "cn_grade_4",
    "tw_a",
    "tw_b",
    "tw_c",
    "other_intermediate",
    "other_beginner",
    "hrdk_craftsman",
]

LEVELS: tuple[Level, ...] = typing.get_args(Level)
"""Education levels from lowest to highest; conditions compare by this order."""

Krw = Annotated[int, Field(ge=0, le=10**13)]
Count = Annotated[int, Field(ge=0, le=10_000_000)]
Years = Annotated[float, Field(ge=0, le=80)]
Share = Annotated[float, Field(ge=0, le=1)]
Percent = Annotated[float, Field(ge=0, le=100)]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
YearMonth = Annotated[str, StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")]
StatusCode = Annotated[str, StringConstraints(pattern=r"^([A-Z]-\d{1,2}(-[0-9A-Z]+)*|none)$")]


class _Part(BaseModel):
    model_config = ConfigDict(extra="allow", validate_assignment=True)


class Filing(_Part):
    """When and how the application is filed; the date alone selects the amounts in force."""

    date: dt.date | None = None
    stay_expires: dt.date | None = None
    start_date: dt.date | None = None
    procedure: Procedure | None = None


class DutyShare(_Part):
    """One kind of work within a job and its share of the working time in percent (0-100)."""

    duty: str = Field(max_length=2000)
    percent: float = Field(ge=0, le=100)


class Job(_Part):
    """The offered job as it will really be done. `occupation` is a current occupation code (직종코드)."""

    title: str | None = Field(default=None, max_length=300)
    duties: str | None = Field(default=None, max_length=20_000)
    mix: list[DutyShare] = Field(default_factory=list, max_length=20)
    occupation: str | None = Field(default=None, max_length=12)
    none_fits: bool | None = Field(default=None, description="the person says that no occupation fits the duties")
    duties_will_change: bool | None = None
    generic_template: bool | None = None
    leads_department: bool | None = None
    follow_up: str | None = Field(
        default=None, max_length=120, description="answer to the matcher's follow-up question, 'question:option'"
    )
    permanent_direct_hire: bool | None = None


class Degree(_Part):
    """One degree. `related` is whether its field relates to the job; ranks are world ranks, 1 is best."""

    level: Level | None = None
    field: str | None = Field(default=None, max_length=300)
    related: bool | None = None
    country: Country | None = None
    regular_korean_college: bool | None = None
    the_rank: int | None = Field(default=None, ge=1, le=100_000)
    qs_rank: int | None = Field(default=None, ge=1, le=100_000)
    graduated: YearMonth | None = None


class Experience(_Part):
    """Years of work in the field of the job, in all and after the degree; years at a world top-500 company."""

    related_years: Years | None = None
    related_years_after_degree: Years | None = None
    global_500_years: Years | None = None


class Pay(_Part):
    """Contracted gross pay a year in KRW, and working hours a week."""

    annual_krw: Krw | None = None
    weekly_hours: float | None = Field(default=None, gt=0, le=168)


class Employer(_Part):
    """The hiring organisation. Staff are heads; a Korean counts when insured for three months or more."""

    kind: EmployerKind | None = None
    size: Literal["large", "mid", "sme"] | None = None
    listed: bool | None = None
    startup: bool | None = None
    depopulation_area: bool | None = None
    foreign_invested: bool | None = None
    venture: bool | None = None
    capital_region: bool | None = None
    founded: YearMonth | None = None
    korean_staff: Count | None = None
    foreign_staff: Count | None = None
    mainly_domestic: bool | None = None
    tax_arrears: bool | None = None
    annual_sales_krw: Krw | None = None
    annual_exports_krw: Krw | None = None
    recommendation: Literal["obtained", "applied", "not_available", "unknown"] | None = None


class Person(_Part):
    """The applicant: what the general rules, the routes and the points tables ask."""

    age: int | None = Field(default=None, ge=0, le=120)
    nationality: Country | None = None
    in_korea: bool | None = None
    current_status: StatusCode | None = None
    stay_expires: dt.date | None = None
    topik: int | None = Field(default=None, ge=0, le=6)
    kiip: int | None = Field(default=None, ge=0, le=5)
    ethnic_korean: bool | None = None
    spouse_of_korean: bool | None = None
    parent_of_korean_minor: bool | None = None
    male_nationality_lost_after_20180501_without_service: bool | None = None
    years_on_current_status: Years | None = None
    continuous_years_korea: Years | None = None
    has_job_offer: bool | None = None
    job_kind: (
        Literal[
            "e7_occupation",
            "university_teaching",
            "language_teaching",
            "research",
            "licensed_profession",
            "arts_sports",
            "technology_supply",
            "executive_posting",
            "manual_or_simple",
            "trade_business",
            "founder",
            "remote_for_foreign_employer",
            "other",
        ]
        | None
    ) = None
    job_duration_days: int | None = Field(default=None, ge=1, le=36_500)
    residence_region: Literal["metro", "non_metro", "depopulation_area", "depopulation_watch_area"] | None = None
    stem_degree: bool | None = None
    korean_studies_major: bool | None = None
    uni_top100_any_list: bool | None = None
    kstar_university: bool | None = None
    president_recommendation: bool | None = None
    ministry_recommendation: Literal["none", "MOTIR", "MSIT", "MSS", "MOE", "other"] | None = None
    affiliate_abroad_months: int | None = Field(default=None, ge=0, le=1000)
    hq_relation: Literal["foreign_hq_to_korea_branch", "korean_listed_hq_overseas_unit", "none"] | None = None
    invested_krw: Krw | None = None
    invested_from_abroad_krw: Krw | None = None
    ownership_share: Share | None = None
    company_form: Literal["none", "kr_corporation", "sole_proprietor", "joint_with_korean"] | None = None
    ip_right: Literal["none", "applied_kr", "registered_kr", "oecd_registered"] | None = None
    ip_kind: Literal["patent", "utility_model", "design"] | None = None
    ip_owners: int | None = Field(default=None, ge=1, le=1000)
    ip_examination_requested: bool | None = None
    oasis_courses_done: int | None = Field(default=None, ge=0, le=50)
    oasis_courses: list[int] | None = None
    raised_investment_krw: Krw | None = None
    government_startup_support_krw: Krw | None = None
    venture_confirmation: bool | None = None
    spouse_status: StatusCode | None = None
    d_10_3_intern_months: int | None = Field(default=None, ge=0, le=200)
    d_10_3_same_field: bool | None = None
    d_4_6_training_months: int | None = Field(default=None, ge=0, le=200)
    korean_national_certificate: bool | None = None
    work_learning_dual_completed: bool | None = None
    work_learning_dual_linked_to_job: bool | None = None
    fostered_engineer_programme: bool | None = None
    former_e9: bool | None = None
    former_employer_consent: bool | None = None
    reason_for_leaving: (
        Literal[
            "contract_expired",
            "mutual_termination",
            "unpaid_wages",
            "closure",
            "business_difficulty",
            "dismissed",
            "resigned",
        ]
        | None
    ) = None
    left_by_own_fault: bool | None = None
    e7_drafting_before_d_10: bool | None = Field(
        default=None, description="on E-7 as a mechanical engineer or draughtsperson before the present D-10"
    )
    unpaid_wages_proof: bool | None = None
    former_job_ended: dt.date | None = None
    high_tech_talent_entered_without_work_visa_for_good_reason: bool | None = None
    advanced_industry_job: bool | None = None
    domestic_experience_years_10y: Years | None = None
    foreign_experience_years_10y: Years | None = None
    study_in_korea_years: Years | None = None
    training_in_korea_months: int | None = Field(default=None, ge=0, le=400)
    first_d10_change: bool | None = None
    months_since_degree: int | None = Field(default=None, ge=0, le=1000)
    prior_salary_usd: int | None = Field(default=None, ge=0)
    fines_immigration_3y_krw: Krw | None = None
    fines_immigration_5y_krw: Krw | None = None
    criminal_fine_3y_krw: Krw | None = None
    criminal_fine_5y_krw: Krw | None = None
    prison_or_removal_5y: bool | None = None
    last_year_taxed_income_krw: Krw | None = None
    average_income_2y_krw: Krw | None = None
    volunteer_hours: int | None = Field(default=None, ge=0)
    korean_war_ally_talent: bool | None = None
    gold_card: bool | None = None
    d_2_7_graduate: bool | None = None
    degrees_at_highest_level: int | None = Field(default=None, ge=0, le=20)
    advanced_field_degree: bool | None = None
    advanced_industry_experience_years: Years | None = None
    sci_paper_first_or_corresponding_5y: bool | None = None
    years_of_stay_e9_e10_h2_in_10y: Years | None = None
    years_at_current_workplace: Years | None = None
    years_in_depopulation_area: Years | None = None
    current_employer_recommendation: bool | None = None
    government_recommendation: Literal["none", "central_ministry", "province"] | None = None
    korean_driving_licence: bool | None = None
    immigration_violations_10y: int | None = Field(default=None, ge=0)
    tax_arrears_restrictions_10y: int | None = Field(default=None, ge=0)
    small_fines_10y: int | None = Field(default=None, ge=0)
    largest_fine_10y_krw: Krw | None = None
    trade_record_2y_usd: int | None = Field(default=None, ge=0)
    capital_krw: Krw | None = None


class OccupationFacts(_Part):
    """Facts that only some occupations ask."""

    foreign_staff_same_occupation: Count | None = None
    e7_career_years_in_korea: Years | None = None
    internship_before_graduation_years: Years | None = None
    advanced_technology_field: bool | None = None
    experience_after_certificate_years: Years | None = None
    korean_colleagues_average_annual_krw: Krw | None = None
    reshoring_company: bool | None = None
    reshoring_career_proof: (
        Literal["technical_certificate", "award_or_press", "confirmed_career_certificate", "none"] | None
    ) = None
    reshoring_percent: Percent | None = None
    special_ship_installation: bool | None = None
    foreign_staff_paid_as_agreed: bool | None = None
    public_body: (
        Literal[
            "state_or_local_government",
            "funded_research_institute",
            "other_with_training_facility",
            "other_without_training_facility",
        ]
        | None
    ) = None
    manager_of: (
        Literal[
            "agricultural_company",
            "fishery_company",
            "certification",
            "travel_agency",
            "leisure_company",
            "hotel",
            "ship_management",
            "inn",
            "other",
        ]
        | None
    ) = None
    head_office_department: bool | None = None
    economic_interest_group: bool | None = None
    other_senior_staff: Count | None = None
    mandate_from_board: bool | None = None
    school_post_qualification: bool | None = None
    sales_office_head: bool | None = None
    ship_officer_rank: Literal["master_chief_or_first", "second_or_third", "none"] | None = None
    ship_manager_years: Years | None = None
    ship_company_registered: bool | None = None
    managed_ships_3y_average: Count | None = None
    ship_income_usd: int | None = Field(default=None, ge=0)
    ship_turnover_krw: Krw | None = None
    life_science_field: (
        Literal["biology", "health_food_cosmetics", "agriculture_forestry_livestock", "fishery"] | None
    ) = None
    vietnam_software_course: bool | None = None
    branches_or_franchises: Count | None = None
    separate_cad_workspace: bool | None = None
    foreign_audience_event_planned_within_1_year: bool | None = None
    online_seller: bool | None = None
    foreign_accountant: bool | None = None
    foreign_accountant_licence: bool | None = None
    financial_employer: Literal["financial_company", "money_lender", "other"] | None = None
    performance_planner: bool | None = None
    trade_association_member: bool | None = None
    special_language_region_exports_usd: int | None = Field(default=None, ge=0)
    school_kind: (
        Literal[
            "foreign_school",
            "foreign_kindergarten",
            "alternative_school",
            "foreign_education_institution",
            "international_high_school",
            "gifted_school",
            "jeju_international_school",
            "other",
        ]
        | None
    ) = None
    home_country_teaching_licence: bool | None = None
    nurse_licence: bool | None = None
    health_licence: bool | None = None
    foreign_law_licence: bool | None = None
    japan_it_certificate: bool | None = None
    korean_studies_degree: bool | None = None
    other_language_certificate: bool | None = None
    studied_in_country_of_second_language: bool | None = None
    toeic: int | None = Field(default=None, ge=0, le=990)
    overseas_technical_school_years: Years | None = None
    medical_tourism_coordinator_certificate: bool | None = None
    medical_interpreter_certificate: bool | None = None
    international_medical_coordinator_course: bool | None = None
    international_service_sales_krw: Krw | None = None
    sales_place: (
        Literal["duty_free_shop", "tourist_tax_free_shop", "jeju_english_education_city", "jeju_restaurant"] | None
    ) = None
    korean_tour_guide_licence: bool | None = None
    cuisine: Literal["korean", "chinese", "japanese", "western", "other"] | None = None
    restaurant_kind: Literal["chinese", "general"] | None = None
    restaurant_area_m2: int | None = Field(default=None, ge=0, le=1_000_000)
    annual_vat_paid_krw: Krw | None = None
    tourist_convenience_facility_designated: bool | None = None
    special_regulation_zone: bool | None = None
    cook_certificate: CookCertificate | list[CookCertificate] | None = Field(
        default=None, description="the certificate held, or a list where there are several"
    )
    culinary_contest_award: bool | None = None
    culinary_training_months: int | None = Field(default=None, ge=0, le=600)
    d_4_1_months: int | None = Field(default=None, ge=0, le=200)
    jeju_school_tie: Literal["parent_of_pupil", "family_of_staff", "alumnus_of_main_school", "none"] | None = None
    tesol_certificate: bool | None = None
    exemplary_restaurant: bool | None = None
    cook_workplace: (
        Literal[
            "tourist_hotel",
            "airline_caterer",
            "tourist_restaurant",
            "foreign_food_restaurant",
            "banquet_event_or_dispatch",
            "other",
        ]
        | None
    ) = None
    local_dishes_without_course: bool | None = None
    annual_vat_usable: bool | None = None
    annual_taxable_sales_krw: Krw | None = None
    hotel_kind: (
        Literal["tourist_hotel", "water_tourist_hotel", "korean_traditional_hotel", "family_hotel", "other"] | None
    ) = None
    foreign_guest_percent: Percent | None = None
    korean_degree_department: Literal["tourism", "hotel", "history", "other"] | None = None
    foreign_patient_registration: (
        Literal["registered_institution", "registered_agency", "designated_institution", "designated_agency", "none"]
        | None
    ) = None
    foreign_patients_last_year: Count | None = None
    regular_employees: Count | None = None
    foreign_percent_of_field_staff: Percent | None = None
    serves_customers_abroad: bool | None = None
    works_in_own_office: bool | None = None
    inbound_tourists_2y_average: Count | None = None
    inbound_record_equal: bool | None = None
    kiip_pretest_points: int | None = Field(default=None, ge=0, le=100)
    medical_institution: bool | None = None
    service_type_investment_zone: bool | None = None
    korean_teaching_licence: bool | None = None
    hired_as_foreign_lecturer: bool | None = None
    foreign_legal_consultant: bool | None = None
    legal_consultant_registered: bool | None = None
    appointed_public_official: bool | None = None
    care_worker_licence: bool | None = None
    elderly_medical_welfare_facility: bool | None = None
    halal_certificate: bool | None = None
    skill_test_passed: bool | None = None
    first_entry_as_shipbuilder: YearMonth | None = None
    root_company: bool | None = None
    trade_certificate: bool | None = None
    tightened_skill_test_passed: bool | None = None
    designated_training_completed: bool | None = None
    small_enterprise_certificate: bool | None = None
    successor_of_closed_firm: bool | None = None
    workers_moved_to_g_1_1y: Count | None = None
    lecturer_fee_at_average: bool | None = None
    runaway_workers_1y: Count | None = None
    runaway_workers_2y: Count | None = None
    registered_business_fits: bool | None = None
    firm_confirmed: bool | None = None
    kepco_contract: bool | None = None
    aquaculture_species: Literal["sea_cucumber", "pilot_species", "other"] | None = None
    skilled_work_field: (
        Literal["farming", "livestock", "forestry", "fishery", "coastal_shipping", "construction", "manufacturing"]
        | None
    ) = None


class Case(_Part):
    """One job offer and one person, as far as they are known."""

    id: str | None = Field(default=None, max_length=200)
    filing: Filing = Field(default_factory=Filing)
    job: Job = Field(default_factory=Job)
    education: Degree = Field(default_factory=Degree)
    other_degrees: list[Degree] = Field(default_factory=list, max_length=10)
    experience: Experience = Field(default_factory=Experience)
    pay: Pay = Field(default_factory=Pay)
    employer: Employer = Field(default_factory=Employer)
    person: Person = Field(default_factory=Person)
    facts: OccupationFacts = Field(default_factory=OccupationFacts)


PARTS: tuple[str, ...] = ("filing", "job", "education", "experience", "pay", "employer", "person", "facts")
"""The sections of a case whose fields are addressed as `section.field`."""


def fact_type(path: str) -> Any:
    """Return the annotation of the fact at `path` ('pay.annual_krw'). Raises KeyError for an unknown fact."""
    section, _, name = path.partition(".")
    part = Case.model_fields[section].annotation
    if not (isinstance(part, type) and issubclass(part, BaseModel)):
        raise KeyError(path)
    return part.model_fields[name].annotation


def plain_type(annotation: Any) -> Any:
    """The type behind Optional and Annotated."""
    if typing.get_origin(annotation) in {typing.Union, types.UnionType}:
        return plain_type(next(part for part in typing.get_args(annotation) if part is not type(None)))
    if typing.get_origin(annotation) is typing.Annotated:
        return plain_type(typing.get_args(annotation)[0])
    return annotation


def with_facts(case: Case, answers: Mapping[str, Any]) -> Case:
    """The case with these facts, by path, stated as given and unchecked; all else is shared with the case."""
    parts: dict[str, dict[str, Any]] = {}
    for path, value in answers.items():
        section, _, name = path.partition(".")
        parts.setdefault(section, {})[name] = value
    changed = {section: getattr(case, section).model_copy(update=part) for section, part in parts.items()}
    return case.model_copy(update=changed)


def given_facts(case: Case) -> Iterator[tuple[str, Any]]:
    """Yield (path, value) of every known fact of the sections in PARTS, in the order of the contract."""
    for section in PARTS:
        part = getattr(case, section)
        for name in type(part).model_fields:
            value = getattr(part, name)
            if value is not None and value != []:
                yield f"{section}.{name}", value


def ignored_keys(case: Case) -> list[str]:
    """Paths of keys that the contract does not know; they are kept with the case but decide nothing."""
    found = list(case.model_extra or {})
    for section in PARTS:
        found += [f"{section}.{key}" for key in getattr(case, section).model_extra or {}]
    for number, degree in enumerate(case.other_degrees):
        found += [f"other_degrees.{number}.{key}" for key in degree.model_extra or {}]
    return found
