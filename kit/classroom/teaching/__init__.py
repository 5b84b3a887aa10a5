"""What a teacher's page shows of a course: tables counted from its files, a map, a timeline."""

from kit.classroom.teaching.overview import claims, judgements, outlets, sequence, skills
from kit.classroom.teaching.pictures import draw_map, draw_timeline

__all__ = [
    "claims",
    "draw_map",
    "draw_timeline",
    "judgements",
    "outlets",
    "sequence",
    "skills",
]
