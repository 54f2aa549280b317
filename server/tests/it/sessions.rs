//! Chats that are history.

use crate::world::Place;

const TWEETS: &str = "\
101|Wed Jan 07 20:00:01 +0000 2015|Hi everyone and welcome to #FluChat with @drsam!
102|Wed Jan 07 20:02:00 +0000 2015|@drsam Q1: Who should get the jab? #FluChat
103|Wed Jan 07 20:03:00 +0000 2015|RT @drsam: Q1 @paper Everybody over 60 #FluChat
104|Wed Jan 07 20:05:00 +0000 2015|Recall of a pump
105|Wed Jan 07 20:08:00 +0000 2015|Thanks, @drsam! On to Q2: When? #FluChat
106|Wed Jan 07 20:09:00 +0000 2015|RT @drsam: Q2 @paper Before the winter #Flu…
107|Wed Jan 07 20:20:00 +0000 2015|That's all the time we have. Thank you @drsam and everyone! #FluChat
";

#[test]
fn sessions_are_found_and_kept_once() {
    let place = Place::new();
    place.run(&["init"]).fine();
    assert!(place.run(&["chats", "find"]).fine().contains("no sessions among 0 posts"));
    let file = place.data.with_file_name("tweets.txt");
    std::fs::write(&file, TWEETS).unwrap();
    place.run(&["import", "tweets", file.to_str().unwrap(), "--as", "paper"]).fine();
    let found = place.run(&["chats", "find"]).fine();
    let told = "#FluChat                 2015-01-07T20:00:01.000Z   19 min     6 posts   2 questions";
    assert_eq!(found.trim_end(), told);
    assert!(place.run(&["chats", "find", "--tag", "fluchat", "--account", "@paper"]).fine().contains(told));
    assert!(place.run(&["chats", "find", "--tag", "hcsm"]).fine().contains("no sessions among 7 posts"));
    let kept = place.run(&["chats", "find", "--keep"]).fine();
    assert!(kept.contains("kept at /chats/fluchat/") && kept.contains("(6 posts new)"), "{kept}");
    let again = place.run(&["chats", "find", "--keep"]).fine();
    assert!(
        again.contains("(0 posts new)")
            && again.lines().nth(1).unwrap()[..40] == kept.lines().nth(1).unwrap()[..40]
    );
    place.run(&["chats", "find", "--account", "nobody"]).refused("there is no account called nobody");
    place.run(&["chats", "find", "--tag", "a b"]).refused("is no hashtag");
}
