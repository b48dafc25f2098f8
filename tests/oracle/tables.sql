-- The shipped CSV files as tables, and the parts of a pledge taken out of their `;`-separated cells.
-- Nothing here is read from what the dashboard loads: the two must agree.

create table pledge as select * from read_csv('{data}/pledges.csv', all_varchar = true, header = true);
create table government as select * from read_csv('{data}/cities.csv', all_varchar = true, header = true);
create table term as select * from read_csv('{data}/taxonomy.csv', all_varchar = true, header = true);
create table region as select * from read_csv('{data}/region_schemes.csv', all_varchar = true, header = true);
create table round_table as select * from read_csv('{data}/round_tables.csv', all_varchar = true, header = true);
create table crosswalk as select * from read_csv('{data}/theme_crosswalk.csv', all_varchar = true, header = true);
create table forum as select * from read_csv('{data}/forums.csv', all_varchar = true, header = true);
create table published as select * from read_csv('{data}/published_figures.csv', all_varchar = true, header = true);

create table funder as select * from read_csv('{data}/funders.csv', all_varchar = true, header = true);

-- One row a pledge and funder that it names, by any spelling; by the name itself where no funder has it.
create table paid as
select pledge_id, coalesce(funder_id, name) as funder
from (select pledge_id, trim(unnest(string_split(funding_source, ';'))) as name from pledge)
left join (select funder_id, trim(unnest(string_split(written_as, ';'))) as name from funder) using (name);

create table given as select * from read_csv('{data}/grants.csv', all_varchar = true, header = true)
    where about_migration = 'yes';

create table country as
select
    * exclude (uclg_section),
    coalesce(uclg_section, uclg_section_inferred) as uclg_section,
    un_member = 'yes' as is_member,
    population::double as people,
    migrant_stock::double as migrants,
    -- The sum of what is known; unknown only where all three parts are.
    case when coalesce(refugees_hosted, asylum_seekers, other_in_need) is not null then
        coalesce(refugees_hosted::double, 0) + coalesce(asylum_seekers::double, 0) + coalesce(other_in_need::double, 0)
    end as displaced,
    -- UNHCR has no figure for Palestine; UNRWA's stands in.
    coalesce(displaced, unrwa_refugees::double) as hosted
from read_csv('{data}/countries.csv', all_varchar = true, header = true);

-- One row a pledge and government. A network has no country, even where its home is known.
create table made_by as
select distinct
    pledge_id,
    city_id,
    kind,
    case when kind <> 'network' then iso3 end as iso3
from (select pledge_id, trim(unnest(string_split(government_ids, ';'))) as city_id from pledge)
join government using (city_id);

-- One row a pledge, scheme and code; `deduced` where no source states it.
create table tag as
with listed as (
    select pledge_id, 'theme' as scheme, themes as cell, theme_basis as basis from pledge
    union all select pledge_id, 'priority_objective', priority_objectives, 'stated' from pledge
    union all select pledge_id, 'gcm', gcm_objectives, gcm_basis from pledge
    union all select pledge_id, 'target_group', target_groups, target_group_basis from pledge
    union all select pledge_id, 'compact', replace(compact, 'both', 'GCM;GCR'), compact_basis from pledge
    union all select pledge_id, 'forum', forums, 'stated' from pledge
),
stated as (
    select pledge_id, scheme, trim(unnest(string_split(cell, ';'))) as code, basis from listed where cell is not null
),
-- A variant of wording counts as the objective that it varies.
unvaried as (
    select stated.pledge_id, stated.scheme, coalesce(term.parent_code, stated.code) as code, stated.basis
    from stated
    left join term on stated.scheme = 'priority_objective' and term.scheme = stated.scheme and term.code = stated.code
),
derived as (
    select pledge_id, 'round_table' as scheme, round_table.round_table as code, basis
    from unvaried
    join round_table on scheme = 'gcm' and code = gcm_objective and forum_id = 'IMRF-2022'
    union all
    select pledge_id, 'gcr_area', crosswalk.code, 'crosswalk'
    from unvaried
    join crosswalk on unvaried.scheme = 'theme' and crosswalk.theme = unvaried.code
    where crosswalk.scheme = 'gcr_area' and crosswalk.strength = 'primary'
)
select pledge_id, scheme, code, bool_and(coalesce(basis, 'unknown') in ('classified', 'crosswalk', 'process', 'editorial', 'unknown')) as deduced
from (from unvaried union all from derived)
where code <> ''
group by all;
