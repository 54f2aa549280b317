use megalodon::entities::filter::FilterContext;
use megalodon::entities::status::StatusVisibility;
use megalodon::entities::{Account, Status};
use megalodon::megalodon::{
    EditStatusInputOptions, FilterInputOptions, Marker, PollOptions, PostStatusInputOptions,
    PostStatusOutput, ReportInputOptions, SaveMarkersInputOptions, UpdateCredentialsInputOptions,
};

use crate::Client;
use crate::report::Report;

/// Seconds until the scheduled post of the walk.
const SCHEDULED_IN_S: u64 = 3_600;
/// Notifications are told within a second.
const TOLD: std::time::Duration = std::time::Duration::from_secs(1);

/// Every call of the walk, as `me`, with a `friend` who can do what one cannot do alone.
pub(crate) async fn all(r: &mut Report, me: &Client, friend: &Client, picture: &str) {
    let Some(mine) = r.note("verify_account_credentials", me.verify_account_credentials().await) else {
        return;
    };
    let Some(theirs) = r.note("verify_account_credentials", friend.verify_account_credentials().await)
    else {
        return;
    };
    server(r, me).await;
    profile(r, me, &mine).await;
    people(r, me, friend, &theirs).await;
    posts(r, me, friend, picture).await;
    polls(r, me, friend).await;
    scheduled(r, me).await;
    timelines(r, me, &theirs).await;
    filters(r, me).await;
    notifications(r, me, friend, &mine).await;
    tags(r, me).await;
    // Last, because the crate cannot undo it: it asks for a path without a slash.
    r.note("mute_account", me.mute_account(theirs.id.clone(), true).await);
    r.note("unmute_account", me.unmute_account(theirs.id.clone()).await);
    r.note(
        "report",
        me.report(
            theirs.id.clone(),
            Some(&ReportInputOptions { comment: Some("A walk".to_owned()), ..ReportInputOptions::default() }),
        )
        .await,
    );
}

async fn server(r: &mut Report, me: &Client) {
    r.note("get_instance", me.get_instance().await);
    r.note("get_instance_peers", me.get_instance_peers().await);
    r.note("get_instance_activity", me.get_instance_activity().await);
    r.note("get_instance_trends", me.get_instance_trends(None).await);
    r.note("get_instance_directory", me.get_instance_directory(None).await);
    r.note("get_instance_custom_emojis", me.get_instance_custom_emojis().await);
    r.note("get_instance_announcements", me.get_instance_announcements().await);
    r.note("verify_app_credentials", me.verify_app_credentials().await);
}

async fn profile(r: &mut Report, me: &Client, mine: &Account) {
    let edit = UpdateCredentialsInputOptions {
        display_name: Some("Walker".to_owned()),
        note: Some("Walks through everything".to_owned()),
        ..UpdateCredentialsInputOptions::default()
    };
    let changed = r.note("update_credentials", me.update_credentials(Some(&edit)).await);
    r.expect("update_credentials", changed.is_some_and(|a| a.display_name == "Walker"), "the new name");
    r.note("get_preferences", me.get_preferences().await);
    r.note("get_account", me.get_account(mine.id.clone()).await);
    r.note("get_account_lists", me.get_account_lists(mine.id.clone()).await);
    r.note("get_bookmarks", me.get_bookmarks(None).await);
    r.note("get_favourites", me.get_favourites(None).await);
    r.note("get_mutes", me.get_mutes(None).await);
    r.note("get_blocks", me.get_blocks(None).await);
    r.note("get_domain_blocks", me.get_domain_blocks(None).await);
    r.note("get_endorsements", me.get_endorsements(None).await);
    r.note("get_suggestions", me.get_suggestions(None).await);
}

async fn people(r: &mut Report, me: &Client, friend: &Client, theirs: &Account) {
    let id = || theirs.id.clone();
    r.note("lookup_account", me.lookup_account(theirs.acct.clone()).await);
    r.note("search_account", me.search_account(theirs.acct.clone(), None).await);
    r.note("search", me.search(theirs.acct.clone(), None).await);
    r.note("block_account", me.block_account(id()).await);
    r.note("unblock_account", me.unblock_account(id()).await);
    r.note("set_account_note", me.set_account_note(id(), Some("A friend".to_owned())).await);
    r.note("follow_account", me.follow_account(id(), None).await);
    r.note("get_follow_requests", friend.get_follow_requests(None).await);
    if let Some(me) = r.note("verify_account_credentials", me.verify_account_credentials().await) {
        // It fails where the friend's account is open, so it is not noted.
        drop(friend.accept_follow_request(me.id.clone()).await);
        r.note("follow_account", friend.follow_account(me.id.clone(), None).await);
    }
    let relations = r.note("get_relationships", me.get_relationships(vec![id()]).await);
    r.expect(
        "get_relationships",
        relations.is_some_and(|r| r.first().is_some_and(|r| r.following)),
        "following",
    );
    r.note("get_account_followers", me.get_account_followers(id(), None).await);
    r.note("get_account_following", me.get_account_following(id(), None).await);
    r.note("pin_account", me.pin_account(id()).await);
    r.note("unpin_account", me.unpin_account(id()).await);
}

async fn post(r: &mut Report, who: &Client, text: &str, options: PostStatusInputOptions) -> Option<Status> {
    match r.note("post_status", who.post_status(text.to_owned(), Some(&options)).await)? {
        PostStatusOutput::Status(status) => Some(status),
        PostStatusOutput::ScheduledStatus(_) => None,
    }
}

async fn posts(r: &mut Report, me: &Client, friend: &Client, picture: &str) {
    let media = r.note("upload_media", me.upload_media(picture.to_owned(), None).await);
    let media_ids = match media {
        Some(megalodon::entities::UploadMedia::Attachment(media)) => {
            r.note("get_media", me.get_media(media.id.clone()).await);
            Some(vec![media.id])
        }
        _ => None,
    };
    let options = PostStatusInputOptions {
        media_ids,
        spoiler_text: Some("A walk".to_owned()),
        ..PostStatusInputOptions::default()
    };
    let Some(status) = post(r, me, "Walking #walk with @admin https://example.org/", options).await else {
        return;
    };
    reactions(r, friend, &status).await;
    let id = || status.id.clone();
    r.note("get_status", me.get_status(id()).await);
    r.note("get_status_source", me.get_status_source(id()).await);
    let edit = EditStatusInputOptions {
        status: Some("Walked #walk".to_owned()),
        ..EditStatusInputOptions::default()
    };
    r.note("edit_status", me.edit_status(id(), &edit).await);
    let answer = PostStatusInputOptions {
        in_reply_to_id: Some(id()),
        visibility: Some(StatusVisibility::Unlisted),
        ..PostStatusInputOptions::default()
    };
    let answer = post(r, friend, "Well walked", answer).await;
    let context = r.note("get_status_context", me.get_status_context(id(), None).await);
    r.expect("get_status_context", context.is_some_and(|c| c.descendants.len() == 1), "one answer");
    r.note("mute_status", me.mute_status(id()).await);
    r.note("unmute_status", me.unmute_status(id()).await);
    r.note("pin_status", me.pin_status(id()).await);
    r.note("get_account_statuses", me.get_account_statuses(status.account.id.clone(), None).await);
    r.note("unpin_status", me.unpin_status(id()).await);
    if let Some(answer) = answer {
        r.note("delete_status", friend.delete_status(answer.id).await);
    }
}

async fn reactions(r: &mut Report, friend: &Client, status: &Status) {
    let id = || status.id.clone();
    r.note("favourite_status", friend.favourite_status(id()).await);
    r.note("bookmark_status", friend.bookmark_status(id()).await);
    r.note("reblog_status", friend.reblog_status(id()).await);
    let by = r.note("get_status_favourited_by", friend.get_status_favourited_by(id()).await);
    r.expect("get_status_favourited_by", by.is_some_and(|by| by.len() == 1), "one person");
    r.note("get_status_reblogged_by", friend.get_status_reblogged_by(id()).await);
    r.note("get_favourites", friend.get_favourites(None).await);
    r.note("get_bookmarks", friend.get_bookmarks(None).await);
    r.note("unreblog_status", friend.unreblog_status(id()).await);
    r.note("unbookmark_status", friend.unbookmark_status(id()).await);
    r.note("unfavourite_status", friend.unfavourite_status(id()).await);
}

async fn polls(r: &mut Report, me: &Client, friend: &Client) {
    let poll = PollOptions {
        options: vec!["Left".to_owned(), "Right".to_owned()],
        expires_in: Some(3_600),
        multiple: Some(true),
        hide_totals: None,
    };
    let options = PostStatusInputOptions { poll: Some(poll), ..PostStatusInputOptions::default() };
    let asked = post(r, me, "Which way?", options).await.and_then(|status| status.poll);
    r.expect("get_poll", asked.is_some(), "a post with a poll");
    let Some(poll) = asked else { return };
    r.note("get_poll", friend.get_poll(poll.id.clone()).await);
    let voted = r.note("vote_poll", friend.vote_poll(poll.id, vec![1], None).await);
    r.expect("vote_poll", voted.is_some_and(|poll| poll.votes_count == 1), "one vote");
}

async fn scheduled(r: &mut Report, me: &Client) {
    let at = std::time::SystemTime::now() + std::time::Duration::from_secs(SCHEDULED_IN_S);
    let options = PostStatusInputOptions { scheduled_at: Some(at.into()), ..PostStatusInputOptions::default() };
    let made = r.note("post_status", me.post_status("Later".to_owned(), Some(&options)).await);
    let Some(PostStatusOutput::ScheduledStatus(later)) = made else {
        r.expect("get_scheduled_statuses", false, "a scheduled post");
        return;
    };
    r.note("get_scheduled_statuses", me.get_scheduled_statuses(None).await);
    r.note("get_scheduled_status", me.get_scheduled_status(later.id.clone()).await);
    let moved = (at + std::time::Duration::from_secs(SCHEDULED_IN_S)).into();
    r.note("schedule_status", me.schedule_status(later.id.clone(), Some(moved)).await);
    r.note("cancel_scheduled_status", me.cancel_scheduled_status(later.id).await);
}

async fn timelines(r: &mut Report, me: &Client, theirs: &Account) {
    r.note("get_home_timeline", me.get_home_timeline(None).await);
    r.note("get_local_timeline", me.get_local_timeline(None).await);
    r.note("get_public_timeline", me.get_public_timeline(None).await);
    r.note("get_tag_timeline", me.get_tag_timeline("walk".to_owned(), None).await);
    r.note("get_conversation_timeline", me.get_conversation_timeline(None).await);
    let Some(list) = r.note("create_list", me.create_list("Walkers".to_owned()).await) else { return };
    let id = || list.id.clone();
    r.note("get_lists", me.get_lists().await);
    r.note("get_list", me.get_list(id()).await);
    r.note("update_list", me.update_list(id(), "Wanderers".to_owned()).await);
    // The crate wants a list as the answer, where Mastodon answers {}: what counts is who is on the list.
    drop(me.add_accounts_to_list(id(), vec![theirs.id.clone()]).await);
    let on = r.note("get_accounts_in_list", me.get_accounts_in_list(id(), None).await);
    r.expect("get_accounts_in_list", on.is_some_and(|on| on.len() == 1), "one account");
    r.note("get_list_timeline", me.get_list_timeline(id(), None).await);
    r.note(
        "delete_accounts_from_list",
        me.delete_accounts_from_list(id(), vec![theirs.id.clone()]).await,
    );
    r.note("delete_list", me.delete_list(id()).await);
}

async fn filters(r: &mut Report, me: &Client) {
    let options = FilterInputOptions { whole_word: Some(true), ..FilterInputOptions::default() };
    let context = || vec![FilterContext::Home, FilterContext::Thread];
    let made =
        r.note("create_filter", me.create_filter("stairs".to_owned(), context(), Some(&options)).await);
    let Some(filter) = made else { return };
    r.note("get_filters", me.get_filters().await);
    r.note("get_filter", me.get_filter(filter.id.clone()).await);
    let changed = me.update_filter(filter.id.clone(), "lift".to_owned(), context(), Some(&options)).await;
    r.note("update_filter", changed);
    r.note("delete_filter", me.delete_filter(filter.id).await);
}

async fn notifications(r: &mut Report, me: &Client, friend: &Client, mine: &Account) {
    let direct = PostStatusInputOptions {
        visibility: Some(StatusVisibility::Direct),
        ..PostStatusInputOptions::default()
    };
    let told = post(r, friend, &format!("@{} where are you?", mine.acct), direct).await;
    r.expect("get_notifications", told.is_some(), "a direct post");
    tokio::time::sleep(TOLD).await;
    let all = r.note("get_notifications", me.get_notifications(None).await).unwrap_or_default();
    r.expect("get_notifications", !all.is_empty(), "a notification");
    if let Some(first) = all.first() {
        r.note("get_notification", me.get_notification(first.id.clone()).await);
        r.note("dismiss_notification", me.dismiss_notification(first.id.clone()).await);
    }
    let conversations = r.note("get_conversation_timeline", me.get_conversation_timeline(None).await);
    if let Some(first) = conversations.unwrap_or_default().first() {
        r.note("read_conversation", me.read_conversation(first.id.clone()).await);
        r.note("delete_conversation", me.delete_conversation(first.id.clone()).await);
    }
    let read = told.map(|status| Marker { last_reading_id: status.id });
    let read = SaveMarkersInputOptions { home: read, notifications: None };
    r.note("save_markers", me.save_markers(Some(&read)).await);
    r.note("get_markers", me.get_markers(vec!["home".to_owned()]).await);
    r.note("dismiss_notifications", me.dismiss_notifications().await);
}

async fn tags(r: &mut Report, me: &Client) {
    r.note("get_tag", me.get_tag("walk".to_owned()).await);
    r.note("follow_tag", me.follow_tag("walk".to_owned()).await);
    r.note("get_followed_tags", me.get_followed_tags().await);
    r.note("unfollow_tag", me.unfollow_tag("walk".to_owned()).await);
    if let Some(tag) = r.note("create_featured_tag", me.create_featured_tag("walk".to_owned()).await) {
        r.note("get_featured_tags", me.get_featured_tags().await);
        r.note("delete_featured_tag", me.delete_featured_tag(tag.id).await);
    }
    r.note("get_suggested_tags", me.get_suggested_tags().await);
}
