-- The outreach facts of an edition: public texts, no company's answers.
-- Grain: as the table outreach of the panel, without the delivery.
select * exclude (delivery)
from outreach
order by round;
