"""Which words are taken for an emergency or for thoughts of suicide, and which are not.

The sentences are as people type them on a phone. A study nurse should be able to check each table by eye.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.safety import Danger, read_danger

EMERGENCIES = {
    "fever": """
        I have a fever
        i have a fevr
        fever
        fevers and chills
        Fever of 102 since last night
        running a temp
        he's running a high temperature
        my temp keeps going up
        temp of 101.3
        my temperature is 39
        my temperature is 38,5
        temp was 101.3
        its 102 degrees fever
        103 f and shaking
        I\u2019m burning up
        i have chills
        shaking chills and i feel awful
        feverish today
        i feel hot and have chills
        shivering and cant get warm
        woke up with a feaver
        think im getting a fever
        I've had a fever for two days
        my fever started this morning
        had a fever last night
        fever wont go down
        fever 101.5 what do i do
        I have a temperature of 38.9
        i think i have sepsis
        not sure if I have a fever, I feel so hot
        should i call i have a fever
        can I take tylenol for my fever
        my tempature is 102
        the fever is back
        tylenol isnt helping my fever
    """,
    "confusion": """
        i feel confused n hot
        I feel confused
        I can't think straight
        I cant find the right words
        i cant find words
        trouble finding words
        having trouble speaking
        my speech is slurred
        slurred speech
        he is very confused
        she seems disoriented
        my words come out wrong
        my wife isnt making sense
        he is not making any sense
        he is talking nonsense
        he feels hot and is confused
        having a hard time thinking
        i don't recognize my wife
        i dont know where i am
        he doesn't know where he is
        I'm confused about where I am
        i dont know what day it is
        she does not recognize me
        he can't write his own name
        im confsued and dizzy
        sudden confusion
        i cant think clearly and my head hurts
        husband cant talk
        hallucinating since this morning
        dad is suddenly confused
        Mom is delirious
    """,
    "breathing": """
        cant breath
        I can't breathe
        i can\u2019t breathe
        cannot breathe
        i can not breathe well
        trouble breathing
        having truble breathing
        hard to breathe
        I am short of breath
        shortness of breath
        short of breth
        struggling to breathe
        difficulty breathing since yesterday
        he can barely breathe
        i can barly breath
        cant catch my breath
        i'm gasping for air
        it hurts when i breathe
        she stopped breathing
        he's not breathing
        my lips are turning blue
        breathing is getting worse
        my husband is having a hard time breathing
        i am wheezing and choking
        oxygen is dropping
        short of breath just sitting here
        unable to breathe
        out of breath for no reason
        never had trouble breathing like this before
    """,
    "bleeding": """
        im bleedin alot
        I'm bleeding
        bleeding that won't stop
        the bleeding wont stop
        the bleeding has not stopped
        my nose keeps bleeding
        nosebleed that will not stop
        I can't stop the bleeding
        how do i stop the bleeding
        i cut myself and it wont stop bleeding
        bleeding heavily
        bleeding from my gums
        blood in my stool
        there is blood in my poop
        bloody stools
        black tarry stools
        my poop is black and tarry stool
        throwing up blood
        vomiting blood
        i threw up blood
        just puked up blood
        coughing up blood
        vommiting blood
        losing a lot of blood
        peeing blood
        why am i bleeding
        he is bleeding from the mouth
        blood is everywhere
    """,
    "chest": """
        chest hurts bad
        chest pain
        I have chest pain
        my chest hurts
        chest pains since this morning
        tightness in my chest
        my chest is tight
        pressure on my chest
        crushing pain in my chest
        it feels like an elephant on my chest
        I think I'm having a heart attack
        heart attack
        severe chest pressure
        chest is killing me
        husband complains of chest pain
        chets pain
        pain in my chest and left arm
    """,
    "seizure and fainting": """
        seizure
        my husband had a seizure
        he is having a seizure right now
        siezure
        she's seizing
        he just had a seizure
        convulsions
        I passed out
        i keep passing out
        I fainted
        feel like im going to faint
        feeling faint
        blacked out this morning
        she collapsed
        he is unconscious
        can't wake husband up
        i cant wake my husband up
        my wife won't wake up
        he wont wake up
        he is unresponsive
        my dad is not responding
        i fainted an hour ago
        lost consciousness
        almost passed out
        he's shaking all over
    """,
    "stroke": """
        my face is drooping
        face drooping on one side
        I think he's having a stroke
        signs of a stroke
        stroke
        numb on one side
        my left side is numb
        left arm is weak
        my right arm went numb
        I can't move my left leg
        cant move my arm
        my legs suddenly don't work
        one side of my face is numb
        her mouth is crooked
        i suddenly cant see
        my husband lost his vision
        half of my body is numb
        numbness on the right side
    """,
    "headache": """
        severe headache
        worst headache of my life
        terrible headache and stiff neck
        my headache is unbearable
        really bad headache
        a splitting headache that wont stop
        sudden headache
        my head feels like its exploding
    """,
    "allergy": """
        my throat is swelling
        throat is closing up
        allergic reaction with swelling throat
        I'm having an allergic reaction
        my tongue is swollen
        my lips and tongue are swelling
        throat feels tight and closing
        swollen tongue and hives
        im in anaphylactic shock
    """,
    "overdose": """
        i overdosed
        i took 30 pills
        overdose
        I took too many pills
        took too much tylenol
        i took all my pills
        he took the whole bottle
        she swallowed a bottle of pills
        i think he overdosed
        I took too much of my medicine
    """,
    "by its name": """
        call 911
        i need an ambulance
        this is an emergency
        medical emergency
        I'm dying
        i think im dying
        my husband is dying
        get me an ambulance
    """,
    "told by a caregiver": """
        my husband is confused and has a fever
        my wife has a fever of 103
        my dad cant breathe
        Mom is short of breath
        my mother has chest pain
        my son has a high fever
        hes bleeding and it wont stop
        she has a fever and chills
        he has been confused since this morning
        my brother passed out
        patient has a fever
    """,
    "among other words": """
        no cough but I have a fever
        no i have a fever
        yes i have a fever
        I had Abecma in August. I have a fever now
        hi i need help i cant breathe
        my car-t was in september and i have chest pain
        no pain just fever
        no cough, fever 102
        no cough and fever
        I don't feel well, I have chest pain
        I don't know what to do I have a fever
        not feeling good fever and chills
        I had a fever in August and now I have it again, fever 102
        i don't want to die i cant breathe
        4 lines. by the way I have a fever
        i am 62 and bleeding a lot
        wait my chest hurts
        I don't know why but I can't breathe
        no\nfever 102
        what should I do about my fever
        Abecma on August 20, fever 102
        stop i need to go my husband passed out
    """,
}

SUICIDE_RISKS = {
    "dying by one's own hand": """
        want to kill myself
        I want to kill myself
        i wanna kill myself
        im going to kill my self
        thinking about killing myself
        i feel suicidal
        suicidal thoughts
        suiside
        sucidal
        suicide
        i'm thinking of suicide
        end it all
        I just want to end it all
        I want to end my life
        take my own life
        kms
        i want to hang myself
        thinking of jumping off a bridge
        my husband wants to kill himself
        she is suicidal
        i tried to kill myself
        should i kill myself
        what if i kill myself
        im going to overdose
        I'm planning to overdose
    """,
    "wish to die": """
        I want to die
        i wanna die
        I wish I was dead
        wish i were dead
        i wish i would not wake up
        better off dead
        id be better of dead
        I think about dying all the time
        wish I'd never woken up
        everyone would be better off without me
        it would be better if i was dead
        I'd rather be dead
        let me die
        i should just die
        he says he wants to die
        my wife wants to die
        I hope I die
    """,
    "tired of living": """
        don't want to live anymore
        i don\u2019t want to live any more
        i dont want to live
        I don't want to live like this
        dont want to be here anymore
        don't want to be alive
        no reason to live
        nothing to live for
        life is not worth living
        life isnt worth it
        whats the point of living
        i am tired of living
        I can't go on living
        i dont want to wake up tomorrow
        no will to live
        I don't see a reason to live
    """,
    "self-harm": """
        I want to hurt myself
        i want to cut myself
        thoughts of harming myself
        self harm
        i am going to harm myself
        thinking about hurting myself
        she wants to hurt herself
    """,
}

HARMLESS = {
    "denied": """
        no fever
        no fever or chills
        No fever, chills, or shortness of breath
        no infection, no fever, no cough
        no fever, chest pain or bleeding
        I don't have a fever
        i dont have fever or chills
        I do not have any chest pain
        never had chest pain
        never had a seizure
        no chest pain
        without fever
        not short of breath
        I am not confused
        he isn't confused
        no bleeding
        no trouble breathing
        no seizures or strokes
        I haven't had any fevers
        denies fever
        no i dont have a fever
        fever: no
        fever, none
        chest pain no
        no signs of infection like fever
        I don't think I have a fever
        no cough, fever, or chills
        I have no fever and no chills
        no fever and chills
        no overdose
        not an emergency
        this is not an emergency
        i never passed out
        never fainted
        no blood in stool
        w/o fever
        not suicidal
        no suicidal thoughts
        I am not suicidal
        I don't want to die
        I dont want to kill myself
        never thought of suicide
        no temperature over 101
        nope no fevers
        no fever today
        neither fever nor chills
    """,
    "over": """
        the fever is gone
        my fever went away
        fever resolved
        fever is gone now
        bleeding stopped last week
        the bleeding has stopped
        I had a seizure after car-t but it resolved
        had a fever but it went away
        my chest pain went away
        had confusion, it cleared up
        the confusion is gone
        fever came down
        I had a fever, its gone now
        numbness on one side but it resolved
    """,
    "past": """
        I had a fever in March
        fever 3 weeks ago
        fever three weeks ago
        neutropenic fever in august
        febrile neutropenia in August
        I was short of breath during cytokine release in september
        I had chest pain last year
        I had a fever last month
        had fever and chills after car t
        had CRS with fever and confusion
        I had CRS and confusion
        I was confused in the hospital
        seizure in 2015
        I had a stroke 5 years ago
        I had a heart attack in 2018
        i have had a stroke
        I've had a stroke
        stroke in 2012
        I passed out after my infusion
        In March, I fainted
        fainted once years ago
        when i was in the hospital i had a seizure
        my temp was 102 in the hospital
        fever for two days after the infusion
        i had bleeding back in june
        had a severe headache after car-t
        prior stroke
        history of seizures
        I have a history of stroke
        sepsis in july
        he had a fever in september
        I was suicidal in 2010
        grade 2 crs, fever, low blood pressure in the hospital
        I had a fever
        couldn't breathe during crs
    """,
    "only thought of": """
        what if I get a fever?
        should I call if I have a fever?
        if i get a fever who do i call
        who do I call if I have chest pain
        when should I worry about fever
        in case of fever
        what if i have a seizure
        could it cause bleeding
        afraid of getting a fever
        i worry about getting a fever
        the risk of bleeding
        they told me to call if I have fever or chills
        if I faint, who do I call
        what happens if i get short of breath
        it might cause seizures
        I take keppra to prevent seizures
        keppra for seizures
        aspirin to prevent strokes
        unless i have a fever
    """,
    "asked in general": """
        is fever normal?
        does iberdomide cause fever
        can it cause bleeding
        does the drug cause seizures
        what are the signs of a stroke
        is bleeding a side effect
        will there be fever
        are seizures common
        how common is confusion
        does it cause suicidal thoughts
        Is shortness of breath a side effect?
    """,
    "somebody else": """
        my mother died of a stroke
        my dad died of a heart attack
        my father passed away from a heart attack
        my brother committed suicide
        my neighbor has a fever
        my grandson has a fever
        my dog had a seizure
        stroke runs in my family
        family history of stroke
        my sister died by suicide
        lost my uncle to suicide
    """,
    "confused by the chat": """
        I'm confused by the question
        I'm confused about the date
        confused about the dates
        the question is confusing
        this is confusing
        this confused me
        I'm confused about what you mean
        im confused about which drug
        i got confused with the dates
        sorry for the confusion
        I'm confused by this
        these questions are making me confused
        I confused the dates
        i cant think of the name
        I can't think of any
        cant talk now
        I can't talk right now
        can't talk about this
        this doesn't make sense
        that question makes no sense
        i dont know what you mean
        I don't know when it was
        i cant remember the name
        I don't know which day it was
        I can't see the button
    """,
    "another meaning": """
        yellow fever vaccine
        hay fever
        i have hay fever
        cabin fever
        chest x-ray
        chest xray was clear
        chest CT
        i have a chest port
        breathing fine
        my breathing is fine
        breathing treatment
        suicide gene
        dying to know
        I'm dying to know
        this is killing me, so many questions
        these questions are killing me
        kill the cancer cells
        blood test
        stool test
        blood thinner
        bleeding disorder
        bleeding time test
        seizure medicine
        heat stroke
        collapsed vertebra
        my myeloma is not responding
        not responding to treatment
        emergency contact
        numbness in my feet
        neuropathy in hands and feet
        my fingers are numb
        faint line on the test
        fever blister
        gave me chills
        head cold
        high blood pressure
        i have irregular periods
        irregular bleeding
        bleeding every month
        i get short of breath climbing stairs
        I don't want to live in Chicago
        my temp is 98.6
        temperature 37.2
        my temp is normal
        its 102 degrees outside
        pass out the forms
        I wake up early
    """,
    "distress and everyday talk": """
        i cant do this any more
        I can't do this anymore
        I'm so tired
        this is too much
        i am scared
        I give up
        leave me alone
        I'm worried
        I feel sad
        end the chat
        I want to end this chat
        stop asking me
        i hate this
        help
        help me please
        I need a break
        I'm tired and weak
        i feel hot today because its summer
        back pain
        bone pain in my hip
        I never want to do that again
        I was never this tired
    """,
    "answers of the interview": """
        Abecma in mid August
        multiple myeloma
        I had six lines of treatment
        Revlimid, Velcade, Darzalex and dex
        I'm allergic to penicillin
        I had an allergic reaction to Revlimid
        acyclovir, bactrim and eliquis
        in remission
        age 62
        38
        101
        creatinine 0.9
        platelets 101
        my neutrophils are 1.5
        zip 50309
        I can do light work
        stroke prevention with eliquis
        pneumonia in july, took antibiotics
        no active infection
        hysterectomy in 2003
        not sure
        I don't know
        yes
        no
        last dose was september 10
        I can't swallow capsules
        my mother is 70
        39 weeks
        mild tiredness only
    """,
}


def rows(tables):
    return [
        pytest.param(sentence, id=f"{kind}: {sentence}")
        for kind, table in tables.items()
        for sentence in map(str.strip, table.strip("\n").split("\n        "))
        if sentence
    ]


@pytest.mark.parametrize("sentence", rows(EMERGENCIES))
def test_an_emergency_is_recognised(sentence):
    assert read_danger(sentence) is Danger.EMERGENCY


@pytest.mark.parametrize("sentence", rows(SUICIDE_RISKS))
def test_thoughts_of_suicide_are_recognised(sentence):
    assert read_danger(sentence) is Danger.SUICIDE_RISK


@pytest.mark.parametrize("sentence", rows(HARMLESS))
def test_what_is_no_danger_now_is_let_pass(sentence):
    assert read_danger(sentence) is None


def one_of(table):
    return st.sampled_from([entry.strip() for entry in table.split("|")])


SYMPTOMS = one_of(
    "fever | chills | confusion | chest pain | trouble breathing | shortness of breath | bleeding | seizures"
    " | vomiting blood | blood in my stool | slurred speech | suicidal thoughts | heart attack"
)
DANGERS = one_of(
    "I have a fever | my chest hurts | I can't breathe | he is confused | I am bleeding a lot | fever"
    " | my face is drooping | I want to kill myself | better off dead | I passed out | my throat is swelling"
    " | temp of 101.3"
)
HARMLESS_WORDS = st.sampled_from(
    [
        " please help",
        ". My zip is 50309",
        ", thanks",
        " and I am 60 years old",
        ". What should I do?",
        "!",
        " today",
    ]
)
TYPED = st.sampled_from([str.upper, str.lower, str.title, lambda text: text.replace("'", "\u2019")])


@given(st.text())
def test_it_reads_any_text(text):
    assert read_danger(text) in (None, *Danger)


@given(SYMPTOMS)
def test_no_before_a_symptom_takes_it_away(symptom):
    assert read_danger(symptom) is not None
    assert read_danger(f"no {symptom}") is None


@given(SYMPTOMS, SYMPTOMS)
def test_no_before_a_list_takes_all_of_it_away(symptom, other):
    assert read_danger(f"no {symptom}, {other}") is None
    assert read_danger(f"no {symptom} or {other}") is None


@given(DANGERS, st.lists(HARMLESS_WORDS, max_size=3))
def test_harmless_words_take_no_danger_away(danger, words):
    assert read_danger(danger + "".join(words)) is read_danger(danger) is not None


@given(DANGERS, TYPED)
def test_a_danger_stays_however_it_is_typed(danger, typed):
    assert read_danger(typed(danger)) is read_danger(danger)
