-- The project facts of an edition: public texts, no company's answers.
-- Grain: as the table project of the panel, without the delivery.
select * exclude (delivery)
from project
order by round, project;
