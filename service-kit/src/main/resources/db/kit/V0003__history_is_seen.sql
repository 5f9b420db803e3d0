-- A service that does not migrate looks here whether somebody has, under the role that it runs under.
grant select on flyway_schema_history to "${app}";
