"""How a word is spelt does not matter: laws of the spelling rules, and words that must meet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.rules.spelling import fold, romanise, skeleton, words_of


@given(st.text(max_size=60))
def test_any_text_at_all_has_a_fold_and_a_fold_is_its_own_fold(text):
    folded = fold(text)
    assert fold(folded) == folded
    assert len(skeleton(text).split()) == len(folded.split())


@given(st.text(alphabet=st.characters(min_codepoint=0x0900, max_codepoint=0x0D7F), max_size=30))
def test_letters_of_the_nine_blocks_become_latin_letters_or_nothing(text):
    assert all(word.isascii() for word in words_of(text))


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=20))
def test_a_word_never_folds_away(word):
    assert fold(word)
    assert skeleton(word)


@given(st.text(max_size=40))
def test_case_and_joiners_mean_nothing(text):
    assert fold("\u200d".join(text.upper().lower())) == fold(text.upper().lower())


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("बनारसी साड़ी", "banarsi sari"),
        ("कलमकारी", "kalamkari"),
        ("বাঁকুড়া", "bankura"),
        ("ਫੁਲਕਾਰੀ", "phulkari"),
        ("પટોળું", "patolun"),
        ("ପଟ୍ଟଚିତ୍ର", "pattachitra"),
        ("காஞ்சிபுரம்", "kanjiburam"),
        ("కలంకారి", "kalankari"),
        ("ಕಸೂತಿ", "kasuti"),
        ("കഥകളി", "kathakali"),
        ("قنوج", "knoj"),
        ("پشمینہ", "pshminh"),
        ("ᱥᱟᱱᱛᱟᱲ", "santar"),
        ("ꯃꯅꯤꯄꯨꯔ", "manipura"),
        ("७२२१२२", "722122"),
        ("Kāñcī", "kanci"),
    ],
)
def test_each_script_is_read_aloud(written, read):
    assert romanise(written) == read


@pytest.mark.parametrize(
    "alike",
    [
        ("saree", "sari", "साड़ी", "ਸਾੜੀ", "শাড়ি", "SAREE"),
        ("kalamkari", "kalamkaari", "कलमकारी", "కలంకారి"),
        ("bidri", "bidree", "bidri", "बिदरी"),
        ("terracotta", "terracota", "teracotta", "टेराकोटा"),
        ("pattachitra", "patachitra", "ପଟ୍ଟଚିତ୍ର", "पट्टचित्र"),
        ("phulkari", "fulkari", "ਫੁਲਕਾਰੀ", "फुलकारी"),
        ("Bankura", "Bankoora", "বাঁকুড়া"),
        ("pashmina", "pashmeena", "पश्मीना"),
        ("dhokra", "dokra"),
        ("kantha", "kaantha", "কাঁথা"),
        ("zari", "jari", "ज़री"),
    ],
)
def test_spellings_of_one_word_are_one_word(alike):
    assert len({fold(word) for word in alike}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("قنوج", "kannauj"),
        ("پشمینہ", "pashmina"),
        ("banarasi", "बनारसी"),
        ("kanjivaram", "kancheepuram"),
        ("காஞ்சிபுரம்", "kanchipuram"),
        ("জামদানি", "jamdani"),
        ("madhubani", "मधुबनी"),
    ],
)
def test_where_vowels_are_not_written_the_bones_agree(one, other):
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("tea", "toy"), ("silk", "salt"), ("brass", "grass")])
def test_different_words_stay_different(one, other):
    assert fold(one) != fold(other)
