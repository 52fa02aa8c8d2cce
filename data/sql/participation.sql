-- What was handed in: expected, waived, completed, submitted and on time per deliverable.
-- Grain: one row per round, company that was expected to hand the deliverable in and series: 1 or 0. A waived one
-- that is no longer expected counts as waived only. Without a due date in the round nothing is or is not on time.
insert into company_value
with owed as (
    select
        roster.round, roster.company_no, deliverable.deliverable, deliverable.expected,
        deliverable.waived_reason is not null as waived,
        deliverable.completed_on is not null as completed,
        deliverable.submitted_on is not null as submitted,
        deliverable.submitted_on <= due.due as on_time,
        due.due is not null as has_due
    from deliverable
    join roster using (round, company)
    left join due on due.round = deliverable.round and due.deliverable = deliverable.deliverable
), counted as (
    select 'expected' as measure, round, company_no, deliverable, true as counts from owed where expected
    union all select 'waived', round, company_no, deliverable, waived from owed where expected or waived
    union all select 'completed', round, company_no, deliverable, completed from owed where expected
    union all select 'submitted', round, company_no, deliverable, submitted from owed where expected
    union all select 'on_time', round, company_no, deliverable, coalesce(on_time, false) from owed where expected and has_due
)
select counted.round, counted.company_no, series.series_no, counted.counts::bigint
from counted
join series on series.measure = counted.measure and series.item = counted.deliverable;
