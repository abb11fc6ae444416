-- Daily sums of node_volume by county, so that years are summed from thousands of rows and not from millions. Of nodes that lie in no
-- county the node itself stands in county_id. Whatever writes node_volume or moves nodes calls the function in the same transaction.
CREATE TABLE forecasting.county_volume (
    county_id text NOT NULL,
    direction text NOT NULL,
    date date NOT NULL,
    parcels double precision NOT NULL,
    PRIMARY KEY (direction, date, county_id)
);

CREATE FUNCTION forecasting.sum_county_volume(first_day date, last_day date) RETURNS void LANGUAGE sql AS $$
    DELETE FROM forecasting.county_volume WHERE date BETWEEN first_day AND last_day;
    INSERT INTO forecasting.county_volume (county_id, direction, date, parcels)
    SELECT COALESCE(CASE n.tier WHEN 'TOWNSHIP' THEN n.parent_id
                                WHEN 'VILLAGE' THEN CASE p.tier WHEN 'COUNTY' THEN p.id ELSE p.parent_id END END, n.id), v.direction, v.date, sum(v.parcels)
      FROM forecasting.node_volume v
      JOIN forecasting.node n ON n.id = v.node_id
      LEFT JOIN forecasting.node p ON p.id = n.parent_id
     WHERE v.date BETWEEN first_day AND last_day
     GROUP BY 1, 2, 3;
$$;

SELECT forecasting.sum_county_volume('-infinity', 'infinity');
