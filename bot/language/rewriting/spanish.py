"""Spanish: questions that lead to a sentence without blame."""

from __future__ import annotations

ASKED = (
    "¿Qué mostraban las herramientas en ese momento?",
    "¿Qué paso del proceso permitió que esto sucediera?",
    "¿Qué control habría detectado esto antes?",
    "¿Qué hizo que esa acción pareciera la correcta en ese momento?",
)
