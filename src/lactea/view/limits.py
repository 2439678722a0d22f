"""What a simulated run cannot say; stands on every report."""

LIMITS = (
    "It is one typical person under one protocol. People differ several-fold in how much milk they make; "
    "a curve is no forecast for anybody.",
    "Many numbers of the body were never measured in people. They are assumed, and listed above; how "
    "much of the result depends on them is not computed here.",
    "Published studies of the same quantity differ by more than 1.5-fold about one time in three. Hollow "
    "marks stand for few or unknown numbers of subjects.",
    "It knows nothing of illness, of how an infant is doing, or of what a body examination would show. Too "
    "few wet nappies, a sleepy infant, weight loss, fever, or a hot painful breast need a person who can "
    "look, whatever a curve says.",
    "It is no ground to stop or reduce other milk that an infant is given.",
    "Where it shows a medicine, it shows a published effect or a protocol that somebody entered. It does not "
    "say that the medicine is safe or right for anyone. No data is not the same as safe.",
    "Stopping, pumping less and feeding otherwise are outcomes of equal standing.",
)
