-- A read snapshot of the panel: per round and table only the rows of the version that counts, with the round added.
-- Grain: as in panel.sql, without the earlier versions. Reads the temporary table `as_of` (round, delivery): for a
-- round named there, the latest version not after that delivery counts; for another round, the latest of all.
-- Views, not copies: `chosen` holds a few rows, and a scan keeps only the row groups of the deliveries in it.

create temp table chosen as
select
    delivered.table_name,
    delivery.round,
    max(delivery.delivery) as delivery
from panel.main.delivered
join panel.main.delivery using (delivery)
left join as_of using (round)
where delivery.delivery <= coalesce(as_of.delivery, delivery.delivery)
group by delivered.table_name, delivery.round;

create temp view company as
select chosen.round, company.*
from panel.main.company
join chosen on chosen.table_name = 'company' and chosen.delivery = company.delivery;

create temp view assessment as
select chosen.round, assessment.*
from panel.main.assessment
join chosen on chosen.table_name = 'assessment' and chosen.delivery = assessment.delivery;

create temp view answer as
select chosen.round, answer.*
from panel.main.answer
join chosen on chosen.table_name = 'answer' and chosen.delivery = answer.delivery;

create temp view risk as
select chosen.round, risk.*
from panel.main.risk
join chosen on chosen.table_name = 'risk' and chosen.delivery = risk.delivery;

create temp view action as
select chosen.round, action.*
from panel.main.action
join chosen on chosen.table_name = 'action' and chosen.delivery = action.delivery;

create temp view deliverable as
select chosen.round, deliverable.*
from panel.main.deliverable
join chosen on chosen.table_name = 'deliverable' and chosen.delivery = deliverable.delivery;

-- The tables of facts carry the round that a row is about; the delivery's round only decides which version counts.
create temp view activity as
select activity.*
from panel.main.activity
join chosen on chosen.table_name = 'activity' and chosen.delivery = activity.delivery;

create temp view project as
select project.*
from panel.main.project
join chosen on chosen.table_name = 'project' and chosen.delivery = project.delivery;

create temp view decision as
select decision.*
from panel.main.decision
join chosen on chosen.table_name = 'decision' and chosen.delivery = decision.delivery;

create temp view outreach as
select outreach.*
from panel.main.outreach
join chosen on chosen.table_name = 'outreach' and chosen.delivery = outreach.delivery;

create temp view note as
select note.*
from panel.main.note
join chosen on chosen.table_name = 'note' and chosen.delivery = note.delivery;
