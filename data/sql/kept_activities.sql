-- The activities of a round as the panel holds them now, beside the companies that attended. Parameter: $round.
-- Grain: one row per activity of the version that counts, and per activity that attendance names.
with counting as (
    select delivered.table_name, max(delivered.delivery) as delivery
    from panel.main.delivered
    join panel.main.delivery using (delivery)
    where delivery.round = $round
    group by delivered.table_name
),
listed as (
    select activity.*
    from panel.main.activity
    join counting on counting.table_name = 'activity' and counting.delivery = activity.delivery
),
attended as (
    select attendance.activity, count(distinct attendance.company) as companies
    from panel.main.attendance
    join counting on counting.table_name = 'attendance' and counting.delivery = attendance.delivery
    group by attendance.activity
)
select
    activity,
    listed.title_nl,
    listed.title_en,
    coalesce(listed.status = 'held', false) as is_held,
    listed.companies_present,
    coalesce(attended.companies, 0) as attended
from listed
full join attended using (activity)
order by activity;
