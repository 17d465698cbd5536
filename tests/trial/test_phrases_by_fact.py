# ruff: noqa: RUF001 - phones type curly apostrophes and long dashes, and so do these tables
"""What patients, spouses and nurses may type for each fact, in words that are not the lists' own.

Each line is the words, the value they mean, and whether the bot would check it first. `None`: asked again.
"""

import pytest

from bot.trial.phrases import read_fact_choice
from bot.values import UNKNOWN, Interval


def grades(low: float, high: float) -> Interval[float]:
    return Interval(low, high)


SAID = {
    "diagnosis": """
        Multiple Myeloma | multiple_myeloma
        I have multiple myeloma, stage 3 | multiple_myeloma
        its multipel myeloma | multiple_myeloma
        IgG kappa MM dx 2019 | multiple_myeloma
        my husband has multiple myeloma | multiple_myeloma?
        pt has RRMM | multiple_myeloma
        started as smoldering, not anymore | None
        it is plasma cell leukemia | plasma_cell_leukemia
        primary PCL | plasma_cell_leukemia
        they told me MGUS | smoldering_or_mgus
        smoldering, we just watch it | smoldering_or_mgus
        mantle cell lymphoma | other
        it's AML | other
        I don't have myeloma | other
        my sister has myeloma | multiple_myeloma?
        my mom has multiple myeloma | multiple_myeloma?
        my mom doesn't have myeloma | None
        my sister has lupus | None
        i’m not sure what kind | UNKNOWN
        what is MGUS? | None
        """,
    "car_t_product": """
        Abecma | ide_cel
        I got abecma in august | ide_cel
        it was ide-cel | ide_cel
        idecabtagene vicluecel | ide_cel
        ABECMA!! | ide_cel
        bb2121 on a study | ide_cel
        the bristol myers squibb one I believe | ide_cel
        carvykti | cilta_cel
        Carvicti at Mayo | cilta_cel
        ciltacabtagene | cilta_cel
        GPRC5D CAR-T | other
        anito-cel trial | other
        I haven't had CAR-T yet | none
        I only had a stem cell transplant | none
        abecma or carvykti, can't recall | None
        not carvykti | None
        no clue which | UNKNOWN
        no | none?
        """,
    "disease_status": """
        I'm in remission | response
        PR per last labs | response
        VGPR at day 90 | response
        sCR MRD neg | response
        doc says there's no sign of it | response
        my light chains are going down | response
        stable | stable
        nothing has changed, stable disease | stable
        it hasn’t come back | stable
        unfortunately it came back | progressed
        relapsed last month | progressed
        the M-spike is climbing again | progressed
        m spike going up | progressed
        new lesions on the PET | progressed
        not in remission | None
        I was in remission until June | None
        hoping for remission | None
        I think I'm in remission | response
        haven't been told | UNKNOWN
        my brother relapsed | None
        """,
    "therapy_since_car_t": """
        none | none
        nope | none
        nothing since then | none
        no treatment at all | none
        they gave me dex in the hospital for CRS | steroids_for_side_effects
        prednisone taper for a rash | steroids_for_side_effects
        steriods | steroids_for_side_effects
        hydrocortisone for adrenal insufficiency | physiologic_steroids
        radiation to my spine | radiation
        some radation on my hip | radiation
        I started Revlimid maintenance | myeloma_treatment
        restarted revlimid in October | myeloma_treatment
        back on chemo | myeloma_treatment
        another CAR-T | myeloma_treatment
        back on pomalyst | myeloma_treatment?
        tecvayli | myeloma_treatment?
        velcade and kyprolis | myeloma_treatment?
        chemo | myeloma_treatment?
        stem cell transplant | myeloma_treatment?
        revlimid and prednisone | myeloma_treatment+steroids_for_side_effects?
        radiation and dex | radiation+steroids_for_side_effects?
        prednisone and dex | steroids_for_side_effects
        no chemo, just steroids | steroids_for_side_effects
        bridging | None
        bridging chemo before the cells | None
        the lymphodepleting chemo | None
        steroids and radiation | steroids_for_side_effects+radiation
        no radiation just steroids | steroids_for_side_effects
        not sure if I had radiation but I had steroids | steroids_for_side_effects?
        no radiation | None
        radiation before CAR-T | None
        can't remember | UNKNOWN
        """,
    "iberdomide_history": """
        never | never
        no | never
        nope never took that one | never
        I've never heard of it | never
        haven't taken it | never
        only revlimid | never
        i was never given it | never
        yes | took
        yes, on a trial in 2023 | took
        yep took it for 4 months | took
        I was on iberdomide | took
        had it before | took
        CC-220 | took
        not that I know of | never
        dunno | UNKNOWN
        ask my oncologist | UNKNOWN
        """,
    "iberdomide_progression": """
        while I was still on it | on_treatment
        it grew while taking it | on_treatment
        during treatment | on_treatment
        relapsed on it | on_treatment
        within two months | within_60_days
        about a month later | within_60_days
        3 weeks after I quit | within_60_days
        right after stopping | within_60_days
        6 months later | after_60_days
        a year after | after_60_days
        more than 60 days | after_60_days
        no | none
        never progressed | none
        it didn't come back | none
        stopped because of side effects | none
        yes | None
        no idea | UNKNOWN
        """,
    "sex_at_birth": """
        F | female
        female | female
        I'm a woman | female
        a lady | female
        M | male
        male | male
        man | male
        I am a guy | male
        born male | male
        trans woman | male
        trans man | female
        intersex | intersex
        my wife is female | female
        not male | None
        prefer not to say | None
        i am a femail | female
        """,
    "reproductive_status": """
        tubes tied | tubal_ligation
        had my tubes tied after my last child | None
        I had a hysterectomy in 1999 | hysterectomy
        they took everything out | hysterectomy
        both ovaries removed | bilateral_oophorectomy
        hot flashes, no period for 3 years | menopause_over_24_months
        went through menopause 10 years ago | menopause_over_24_months
        haven't had a period in years | menopause_over_24_months
        no period for 18 months | menopause_12_to_24_months
        last period was about a year ago | menopause_12_to_24_months
        chemo stopped my periods | stopped_by_treatment
        no periods since my transplant | stopped_by_treatment
        still get my period | menstruating
        regular periods | menstruating
        never had a period | never_menstruated
        post menopausal | menopause_over_24_months?
        hysterectomy and both ovaries removed | hysterectomy
        not sure | UNKNOWN
        """,
    "pregnant_or_nursing": """
        no | false
        nope | false
        neither | false
        not pregnant | false
        definitely not | false
        I can't get pregnant | false
        I'm too old for that | false
        goodness no | false
        yes | true
        I'm pregnant | true
        8 weeks along | true
        breastfeeding | true
        I am expecting | true
        still nursing my son | None
        my daughter is pregnant | None
        not sure | UNKNOWN
        """,
    "contraception_agreement": """
        yes | agree
        of course | agree
        I agree | agree
        sure, no problem | agree
        we already use condoms | agree
        I have an IUD | agree
        happy to | agree
        fine with me | agree
        we don't have sex | abstinent
        I'm celibate | abstinent
        not sexually active | abstinent
        no | decline?
        I won't do that | decline
        we are trying for a baby | decline
        against my religion | decline
        I had a vasectomy | agree?
        not sure | UNKNOWN
        """,
    "car_t_side_effects": """
        no | none_or_mild
        none at all | none_or_mild
        they all went away | none_or_mild
        I feel back to normal | none_or_mild
        just mild tingling | none_or_mild
        some tingling | none_or_mild?
        just tired | only_fatigue_or_hair_loss
        only hair loss | only_fatigue_or_hair_loss
        a bit of fatique | only_fatigue_or_hair_loss
        exhausted all the time | only_fatigue_or_hair_loss
        bad neuropathy in my feet | moderate_or_severe
        I have tremors | moderate_or_severe
        still confused at times | moderate_or_severe
        grade 3 neuropathy | moderate_or_severe
        fatigue and trouble walking | moderate_or_severe
        yes | None
        not sure | UNKNOWN
        """,
    "infection": """
        no | none
        none | none
        no infections | none
        I'm healthy | none
        had a cold last month, gone now | recent_resolved
        pneumonia in June but I recovered | None
        finished my antibiotics last week | recent_resolved
        on acyclovir and bactrim | preventive_antibiotics
        just valtrex to prevent shingles | preventive_antibiotics
        no infections, only my acyclovir | preventive_antibiotics
        I have shingles | active
        UTI right now | active
        being treated for pneumonia | active
        I tested positive for covid | active
        fever since yesterday | active
        yes | None
        no fever | None
        my grandson has a cold | None
        no idea | UNKNOWN
        """,
    "hiv": """
        no | no
        nope | no
        never | no
        HIV negative | no
        I don't have HIV | no
        tested negative | no
        negative for hiv | no
        undetectable on meds | controlled
        hiv positive but undetectable | controlled
        well controlled | controlled
        my viral load is undetectable | controlled
        not controlled | not_controlled
        detectable viral load | not_controlled
        I'm on Biktarvy | controlled?
        yes | None
        my brother has HIV | None
        never been tested | UNKNOWN
        """,
    "hepatitis_b": """
        no | no
        nope | no
        never had hepatitis | no
        hep B negative | no
        I was vaccinated | no
        no hepatitis b | no
        neg | no
        hep B years ago, undetectable | controlled
        hepatitis B, under control | controlled
        I'm an inactive carrier | controlled
        virus is undetectable | controlled
        active hepatitis B | not_controlled
        it is not controlled | not_controlled
        I take entecavir | controlled?
        yes | None
        my mother had hep b | None
        don't know | UNKNOWN
        """,
    "hepatitis_c": """
        no | no
        never had it | no
        hep c negative | no
        nope, never | no
        I was cured with Harvoni | cured
        hep C, cured in 2016 | cured
        treated and cured | cured
        got rid of it with epclusa | cured
        I reached SVR | cured
        on treatment and undetectable | on_treatment_undetectable
        not cured | not_controlled
        I have active hep c | not_controlled
        never treated | not_controlled
        I was treated for hep C | cured?
        yes | None
        unsure | UNKNOWN
        """,
    "poems_or_amyloidosis": """
        no | none
        neither | none
        neither of those | none
        never heard of them | none
        just myeloma | none
        amyloidosis was ruled out | none
        POEMS syndrome | poems
        cardiac amyloidosis | amyloidosis_vital_organ
        amyloid in my kidneys | amyloidosis_vital_organ
        amyloid in my skin | amyloidosis_other_site
        amyloidosis found on the bone marrow biopsy | amyloidosis_other_site
        amyloidosis | amyloidosis_site_unsure
        amyloidosis but I don't know where | amyloidosis_site_unsure
        amyloid in heart and skin | amyloidosis_vital_organ
        yes | None
        not sure | UNKNOWN
        """,
    "other_cancer": """
        no | none
        no other cancers | none
        just the myeloma | none
        none besides this | none
        skin cancer removed in 2015 | past_treated
        breast cancer 10 years ago | past_treated
        I had a mastectomy | past_treated
        prostate removed | past_treated
        history of melanoma | past_treated
        I'm a breast cancer survivor | past_treated
        currently being treated for prostate cancer | active
        I have lung cancer | active
        just diagnosed with melanoma | active
        prostate cancer | past_treated?
        yes | None
        my mother had breast cancer | None
        not sure | UNKNOWN
        """,
    "iberdomide_allergy": """
        no | false
        not that I know of | false
        no allergies | false
        NKDA | false
        I'm not allergic | false
        allergic to penicillin only | false
        never had it | false
        nope | false
        none | false
        yes | true
        I'm allergic to it | true
        I got hives from it | true
        had an allergic reaction | true
        anaphylaxis | true
        my sister is allergic | None
        idk | UNKNOWN
        """,
    "can_swallow_capsules": """
        yes | true
        sure | true
        no problem | true
        I take pills every day | true
        I can swallow fine | true
        no trouble swallowing | true
        of course | true
        I do | true
        no | false
        I can't swallow pills | false
        I have a feeding tube | false
        dysphagia | false
        I have to crush my pills | false
        trouble swallowing | false?
        my dog can't swallow pills | None
        not sure | UNKNOWN
        """,
    "recent_growth_factor_or_transfusion": """
        no | false
        neither | false
        no transfusions | false
        not recently | false
        nope, nothing | false
        no shots or anything | false
        haven't needed any | false
        yes | true
        Neupogen last week | true
        neulasta | true
        I got platelets on Tuesday | true
        2 units of platelets | true
        Granix shot yesterday | true
        growth factor shots | true
        blood transfusion | true?
        don't remember | UNKNOWN
        """,
    "steroid_last_dose_date": """
        still taking them | still_taking
        I'm still on prednisone | still_taking
        still on 5mg | still_taking
        on a taper | still_taking
        I take it every day | still_taking
        haven't stopped | still_taking
        not off yet | still_taking
        ongoing | still_taking
        currently taking 10 mg | still_taking
        took one this morning | still_taking
        August 3 | None
        last week | None
        I'm no longer taking them | None
        not taking any now | None
        no idea | UNKNOWN
        """,
}

ECOG = [
    ("1", grades(1, 1)),
    ("ECOG 1", grades(1, 1)),
    ("0 or 1", grades(0, 1)),
    ("PS 2", grades(2, 2)),
    ("I work full time", grades(0, 0)),
    ("I do everything I did before", grades(0, 0)),
    ("up and about", grades(0, 1)),
    ("I walk the dog every day", grades(0, 1)),
    ("light housework, nothing heavy", grades(1, 1)),
    ("I get tired easily but do most things", grades(1, 1)),
    ("I can't work but take care of myself", grades(2, 2)),
    ("in bed half the day", grades(2, 3)),
    ("mostly in bed", grades(3, 3)),
    ("I need help getting dressed", grades(3, 3)),
    ("bedridden", grades(4, 4)),
    ("he cannot get out of bed", grades(4, 4)),
]


def rows(table: dict[str, str]) -> list[tuple[str, str, str]]:
    lines = [(fact, line.strip()) for fact, block in table.items() for line in block.strip().splitlines()]
    return [(fact, *(part.strip() for part in line.split(" | "))) for fact, line in lines]


def value_in(fact: str, meaning: str):
    if fact == "therapy_since_car_t":
        return frozenset(meaning.split("+"))
    return {"true": True, "false": False}.get(meaning, meaning)


@pytest.mark.parametrize(("fact", "text", "meaning"), rows(SAID))
def test_what_people_say(fact, text, meaning):
    reading = read_fact_choice(fact, text)
    if meaning == "None":
        assert reading is None
    elif meaning == "UNKNOWN":
        assert reading.value is UNKNOWN
    else:
        assert reading.value == value_in(fact, meaning.removesuffix("?"))
        assert reading.confirm == meaning.endswith("?")


@pytest.mark.parametrize(("text", "value"), ECOG)
def test_how_people_say_how_they_get_through_the_day(text, value):
    assert read_fact_choice("ecog", text).value == value


def test_the_grade_of_somebody_who_does_not_know_it():
    assert read_fact_choice("ecog", "no idea what that is called, sorry") is None
    assert read_fact_choice("ecog", "5") is None


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("therapy_since_car_t", "I didn't have radiation or steroids"),
        ("therapy_since_car_t", "nothing but steroids"),
        ("disease_status", "MRD positive"),
        ("disease_status", "no remission"),
        ("iberdomide_history", "I took Revlimid"),
        ("iberdomide_progression", "2 months after"),
        ("ecog", "in bed 2 days a week"),
        ("ecog", "not bedridden"),
        ("car_t_product", "it was not Carvykti"),
        ("hiv", "positive"),
        ("reproductive_status", "one ovary removed"),
        ("sex_at_birth", "mother of two"),
        ("steroid_last_dose_date", "every day until August"),
    ],
)
def test_what_could_be_taken_wrongly_is_asked_again(fact, text):
    assert read_fact_choice(fact, text) is None


@pytest.mark.parametrize(
    ("fact", "text", "value"),
    [
        ("infection", "I had shingles last year", "recent_resolved"),
        ("pregnant_or_nursing", "I was pregnant in 1990", False),
        ("pregnant_or_nursing", "ok", True),
        ("car_t_side_effects", "nothing severe", "none_or_mild"),
        ("therapy_since_car_t", "no chemo", frozenset({"none"})),
        ("other_cancer", "basal cell on my nose", "past_treated"),
    ],
)
def test_what_is_not_said_plainly_is_checked(fact, text, value):
    reading = read_fact_choice(fact, text)
    assert reading.value == value
    assert reading.confirm
