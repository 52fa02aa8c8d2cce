-- Who attended which activity that was held.
-- Grain: one row per round, activity and company that is on the roster in some round. Reads the table roster.
with numbered as (
    select distinct company, company_no
    from roster
)
select activity.round, activity.kind, activity.activity, numbered.company_no
from attendance
join activity on activity.round = attendance.round and activity.activity = attendance.activity
join numbered on numbered.company = attendance.company
where activity.status = 'held'
order by activity.round, activity.kind, activity.activity, numbered.company_no;
