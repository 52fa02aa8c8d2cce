-- Who handed in a self-assessment.
-- Grain: one row per round and company.
create or replace temp table assessed as
select roster.round, roster.company, roster.company_no
from assessment
join roster using (round, company)
where assessment.assessor = 'self' and assessment.submitted_on is not null;
