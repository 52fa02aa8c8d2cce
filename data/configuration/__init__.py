"""The agreement as configuration: steps, rounds, questionnaires, policies, and the tables of a delivery."""
