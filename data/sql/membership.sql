-- The strip of bases: official, monitored, handed in, comparable; and who joined and left in the round.
-- Grain: one row per round, company in the base of the series and series: 1 or 0. The base of a count is the one
-- before it in the strip, so that a count never exceeds its n. Monitored: expected to hand in $assessment.
insert into company_value
with flagged as (
    select
        roster.round, roster.company_no, roster.official, roster.joined, roster."left",
        exists (
            from deliverable
            where deliverable.round = roster.round and deliverable.company = roster.company
                and deliverable.deliverable = $assessment and deliverable.expected
        ) as monitored,
        exists (
            from assessed
            where assessed.round = roster.round and assessed.company_no = roster.company_no
        ) as submitted,
        exists (
            from assessed
            join agreement_round on agreement_round.round = roster.round
            where assessed.round = agreement_round.comparable_with and assessed.company_no = roster.company_no
        ) as submitted_before
    from roster
), counted as (
    select 'official' as item, round, company_no, official as base, official as counts from flagged
    union all select 'monitored', round, company_no, official or monitored, monitored from flagged
    union all select 'submitted', round, company_no, monitored or submitted, submitted from flagged
    union all select 'comparable', round, company_no, submitted, submitted and submitted_before from flagged
    union all select 'joined', round, company_no, official or joined, joined from flagged
    union all select 'left', round, company_no, official or "left", "left" from flagged
)
select counted.round, counted.company_no, series.series_no, counted.counts::bigint
from counted
join series on series.measure = 'membership' and series.item = counted.item
where counted.base;
