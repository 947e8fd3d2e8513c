"""Nursing-home pilot of the royal decree of 11 July 2013, long closed: the most that one project could receive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from calculators.engine.agenda import Agenda
from calculators.engine.figures import Figure, Figures, Law
from calculators.engine.ledger import Ledger
from calculators.engine.questions import Case, Question, to_text, yes_no

TAKING_PART = ("0", "1", "2", "3")
"""How many of GP, pharmacist and nurse."""


def questions(figures: Figures) -> tuple[Question, ...]:
    """The registrations, the consultations, the working groups, and what else was paid; first the most that is paid."""
    law = figures.on(_closed(figures))
    made, needed = _up_to(law.registrations_needed), to_text(law.residents_needed.value)
    paid = {name: _up_to(law.only(f"{name}_paid"))[-1] for name in ("providers", "moments")}
    return (
        Question("residents", "count", needed, section="registrations"),
        Question("registrations", "choice", made[-1], made, section="registrations"),
        Question("providers", "count", paid["providers"], section="registrations"),
        Question("moments", "count", paid["moments"], section="consultations"),
        Question("attendees", "choice", TAKING_PART[-1], TAKING_PART, section="consultations"),
        yes_no("coordinator", section="consultations"),
        Question("hours", "count", "0", section="rest"),
        yes_no("start_up", section="rest"),
        yes_no("financed_elsewhere", "no", section="rest"),
    )


def asked_most(figures: Figures) -> Mapping[str, Sequence[str]]:
    """The plausible counts of one home, without working groups: answered in advance."""
    law = figures.on(_closed(figures))
    needed = law.residents_needed.value
    return {
        "residents": [to_text(needed + more) for more in (-1, 0, 1, 5)],
        "registrations": _up_to(law.registrations_needed),
        "providers": _up_to(law.providers_paid),
        "moments": _up_to(law.moments_paid),
        "attendees": TAKING_PART,
        "coordinator": ("yes", "no"),
    }


def day(case: Case, figures: Figures) -> date:
    """The last day of the call, whatever the case: one version of the text covers the whole pilot.

    The amendment of 3 April 2015 took effect on 15 August 2013, with the decree itself.
    """
    return _closed(figures)


def _closed(figures: Figures) -> date:
    closed: date = figures.named("call_until")[0].value
    return closed


def _up_to(figure: Figure) -> tuple[str, ...]:
    """Every count from none to that of the figure, as a link writes it."""
    return tuple(str(count) for count in range(int(figure.value) + 1))


def rule(case: Case, law: Law, ledger: Ledger, agenda: Agenda) -> None:
    """Art. 10 § 2: so much per resident, provider, registration and consultation; art. 6: a ceiling for each part."""
    ledger.advise("closed", law.call_until, law.apply_within, until=law.call_until, within=law.apply_within)
    if case.residents < law.residents_needed.value:
        needed = law.residents_needed
        ledger.refuse("too_few_residents", needed, question="residents", needed=needed)
    if case.financed_elsewhere:
        ledger.refuse("financed_elsewhere", law.financed_elsewhere)
    if ledger.refusals:
        return
    if case.start_up:
        ledger.grant("start_up", law.start_up)
    with ledger.up_to("residents_ceiling", law.residents_ceiling):
        _registrations(case, law, ledger)
        _consultations(case, law, ledger)
    with ledger.up_to("groups_ceiling", law.groups_ceiling):
        if case.hours:
            ledger.pay("working_groups", law.per_hour, hours=case.hours)
    if not ledger.brief:
        _advise(case, law, ledger)


def _registrations(case: Case, law: Law, ledger: Ledger) -> None:
    """One amount for all three registrations of a provider; an amount for each of the coordinating physician."""
    made = Decimal(case.registrations)
    if made and case.providers:
        if made < law.registrations_needed.value:
            ledger.leave_open("partial_registrations", law.partial_registrations, needed=law.registrations_needed)
        else:
            paid = law.providers_paid.limit(case.providers)
            ledger.pay("registrations", law.per_provider, residents=case.residents, providers=paid)
    if made and case.coordinator:
        rate = law.per_registration_coordinator
        ledger.pay("registrations_coordinator", rate, residents=case.residents, registrations=made)


def _consultations(case: Case, law: Law, ledger: Ledger) -> None:
    attendees, moments = Decimal(case.attendees), law.moments_paid.limit(case.moments)
    if case.moments and attendees:
        rate = law.per_consultation
        ledger.pay("consultations", rate, residents=case.residents, attendees=attendees, moments=moments)
    if case.moments and case.coordinator:
        rate = law.per_consultation_coordinator
        ledger.pay("consultations_coordinator", rate, residents=case.residents, moments=moments)


def _advise(case: Case, law: Law, ledger: Ledger) -> None:
    """What the most of the decree would take, what it asked of every project, and what the amount is not."""
    groups = sum(row.amount for row in ledger.rows if row.key == "working_groups")
    if groups < law.groups_ceiling.value:
        most = law.groups_ceiling
        ledger.advise("more_groups", law.maximum, most, maximum=law.maximum, groups=most)
    if not case.coordinator:
        ledger.advise("no_coordinator", law.coordinator_present)
    if not case.moments or not case.hours:
        ledger.advise("both_parts", law.both_parts)
    if any(row.key == "residents_ceiling" for row in ledger.rows):
        ledger.advise("ceiling_reached", law.residents_ceiling, most=law.residents_ceiling, needed=law.residents_needed)
    ledger.advise("at_most", law.settlement, law.maximum, maximum=law.maximum)
    ledger.advise("insufficient", law.yearly_report)
