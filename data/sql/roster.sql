-- The roster: who belongs to the agreement in each round, and to which groups; all of it is known to the plenary room.
-- Grain: one row per company and round, for every company that was a member at some moment of the round or that has
-- an assessment, deliverable, risk or action in it. A round without a companies table of its own uses the one before.
-- Reads agreement_round (round, starts, ends, reference_date). company_no counts from 0 in order of pseudonym.
create or replace temp table roster as
with active as (
    select round, company from company
    union select round, company from assessment
    union select round, company from deliverable
    union select round, company from risk
    union select round, company from action
), active_round as (
    select agreement_round.* from agreement_round semi join active using (round)
), source_round as (
    select active_round.round, max(company.round) as source
    from active_round
    join (select distinct round from company) as company on company.round <= active_round.round
    group by active_round.round
), attributes as (
    select source_round.round, company.* exclude (round)
    from source_round
    join company on company.round = source_round.source
), first_month as (
    select last_day(min(joined)) as ends
    from attributes
    where round = (select min(round) from attributes)
), cohort as (
    select joined, min(agreement_round.round) as cohort
    from (select distinct joined from attributes) as dates
    join agreement_round on agreement_round.ends >= joined
    group by joined
), numbered as (
    select company, row_number() over (order by company) - 1 as company_no
    from (select distinct company from attributes)
)
select
    attributes.round,
    numbered.company_no::integer as company_no,
    attributes.company,
    attributes.secondary <> 'no' as secondary,
    attributes.joined <= first_month.ends as founder,
    attributes.segment,
    attributes.size_class,
    coalesce(cohort.cohort, attributes.round) as cohort,
    attributes.joined <= agreement_round.reference_date
        and coalesce(attributes."left" > agreement_round.reference_date, true) as official,
    attributes.joined between agreement_round.starts and agreement_round.ends as joined,
    coalesce(attributes."left" between agreement_round.starts and agreement_round.ends, false) as "left",
    coalesce(attributes."left" > agreement_round.ends, true) as stays
from attributes
join agreement_round using (round)
join numbered using (company)
left join cohort using (joined)
cross join first_month
where (
    attributes.joined <= agreement_round.ends
    and coalesce(attributes."left" >= agreement_round.starts, true)
) or exists (
    from (
        select round, company from assessment
        union all select round, company from deliverable where expected
        union all select round, company from risk
        union all select round, company from action
    ) as busy
    where busy.round = attributes.round and busy.company = attributes.company
);
