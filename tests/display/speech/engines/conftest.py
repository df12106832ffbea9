"""Engines that several tests share: each starts its process once."""

import pytest

from tests.display.speech.engines.voices import engine


@pytest.fixture(scope="session")
def pyttsx3():
    shared = engine("pyttsx3")
    yield shared
    shared.close()


@pytest.fixture(scope="session")
def espeak():
    shared = engine("espeak-ng")
    yield shared
    shared.close()


@pytest.fixture
def made():
    """Make an engine for one test; its process ends with the test."""
    engines = []

    def make(name, **options):
        engines.append(engine(name, **options))
        return engines[-1]

    yield make
    for each in engines:
        each.close()
