-- Who handed in a self-assessment in $round.
-- Grain: one row per company.
select company_no from assessed where round = $round;
