"""What has to be known before a number of a virtual trial is used; docs/trials.md says more."""

LIMITS = (
    "A trial of the model, not of people: it shows what a trial would see if the model were right, and "
    "is no evidence that a treatment works or does not.",
    "Known misses of the model, the worst first. Milk rises less without treatment than in EMPOWER, where more "
    "than half of those on placebo had half as much again (3 % here): power of a responder endpoint is far "
    "too high where the design puts no course on top.",
    "Domperidone adds what trials pooled (88 against 88 to 94 mL/day); other medicines for more milk "
    "mostly add less than trials found, so that their power for a mean is too low.",
    "People differ too little (11 of 18 spreads are right): power for a mean is too high by that.",
    "Who leaves does so by chance, or by whether their milk rises where the design says so; other reasons, "
    "such as adverse effects or a sick infant, are not there.",
)
