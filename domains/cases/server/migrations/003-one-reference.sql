-- An action's unit is copied from its case, whose own column refers to the unit: to look it up again for every action checked nothing new.
ALTER TABLE case_action DROP CONSTRAINT case_action_unit_id_fkey;
