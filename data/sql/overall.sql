-- The overall score of every company that has one, as scoring (data/measuring/scoring.py) found it, in millionths of a percent.
-- Grain: one row per round and company.
create or replace temp table overall as
select round, company_no, value
from scored;
