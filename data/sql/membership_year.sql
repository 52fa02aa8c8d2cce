-- How long a company has belonged to the agreement, and whether it still does at the end of the round.
-- Grain: one row per round and company on the roster. membership_year is counted as in target.sql.
select round, company_no, round - cohort + 1 as membership_year, stays
from roster;
