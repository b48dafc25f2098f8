-- What is reported of every pledge on a day: the table `states_on`, and `state` as of the newest page that was read.

-- A date is stated to the year, the month or the day; these are the first and the last day that it can mean.
create macro first_meant(stated) as cast(rpad(stated, 10, '-01-01') as date);
create macro last_meant(stated) as case length(stated)
    when 4 then first_meant(stated) + interval 1 year - interval 1 day
    when 7 then last_day(first_meant(stated))
    else first_meant(stated)
end;

create macro states_on(day) as table
with dated as (
    select
        pledge_id,
        cast(retrieved as date) as read,
        coalesce(last_reported, results_as_of) as report,
        -- The start of a wider project is not when the pledge was announced, nor is its end a deadline.
        coalesce(
            year_announced,
            case when coalesce(end_date_of_wider_project, 'no') <> 'yes' then start_date end,
            last_reported,
            results_as_of
        ) as since,
        case when coalesce(end_date_of_wider_project, 'no') <> 'yes' then end_date end as own_end,
        nullif(nullif(status, 'no_report'), 'overdue') as stage,
        status = 'overdue' as said_overdue,
        results_summary is not null as has_results
    from pledge
),
then_known as (
    select
        *,
        (since is null or first_meant(since) <= day or read <= day) as counted,
        (stage is not null or report is not null or has_results)
            and least(coalesce(last_meant(report), read), read) <= day as reported,
        coalesce(last_meant(own_end) < day, false) or (said_overdue and read <= day) as ended
    from dated
)
select
    pledge_id,
    case
        when reported and stage in ('fulfilled', 'stalled', 'withdrawn') then stage
        when ended then case when reported then 'ended_reported' else 'overdue' end
        when reported then coalesce(stage, 'stage_not_stated')
        else 'no_report'
    end as state,
    reported,
    counted,
    case
        when not reported then 'none'
        when report is null then 'undated'
        when first_meant(report) + interval 12 month > day then 'under_12'
        when first_meant(report) + interval 24 month >= day then '12_to_24'
        else 'over_24'
    end as band,
    reported and (
        report is null
        or (first_meant(report) + interval 12 month <= day and last_meant(report) + interval 12 month > day)
    ) as may_be_recent
from then_known;

create table state as select pledge_id, state, reported from states_on((select max(retrieved)::date from pledge));
