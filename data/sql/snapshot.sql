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

create temp macro counting(name) as table
select chosen.round, version.*
from query_table('panel.main.' || name) as version
join chosen on chosen.table_name = name and chosen.delivery = version.delivery;

create temp view company as from counting('company');
create temp view assessment as from counting('assessment');
create temp view answer as from counting('answer');
create temp view counting_answer as
select chosen.round, version.*
from panel.main.coded_answer as version
join chosen on chosen.table_name = 'answer' and chosen.delivery = version.delivery;
create temp view risk as from counting('risk');
create temp view action as from counting('action');
create temp view deliverable as from counting('deliverable');
create temp view attendance as from counting('attendance');

-- The tables of facts carry the round that a row is about; the delivery's round only decides which version counts.
create temp macro counting_facts(name) as table
select version.*
from query_table('panel.main.' || name) as version
join chosen on chosen.table_name = name and chosen.delivery = version.delivery;

create temp view activity as from counting_facts('activity');
create temp view project as from counting_facts('project');
create temp view decision as from counting_facts('decision');
create temp view outreach as from counting_facts('outreach');
create temp view note as from counting_facts('note');
