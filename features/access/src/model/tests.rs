use super::*;

#[test]
fn standings_in_mastodons_order() {
    let user = User {
        account: Id(1),
        email: String::new(),
        password: String::new(),
        role: Role::User,
        locale: "en".into(),
        reason: String::new(),
        confirmed_ms: Some(1),
        approved_ms: Some(1),
        disabled: false,
        created_ms: 0,
        app: None,
        language: None,
    };
    assert_eq!(user.standing(), Standing::Ready);
    assert_eq!(User { disabled: true, ..user.clone() }.standing(), Standing::Disabled);
    assert_eq!(User { approved_ms: None, disabled: true, ..user.clone() }.standing(), Standing::Unapproved);
    assert_eq!(User { confirmed_ms: None, approved_ms: None, ..user }.standing(), Standing::Unconfirmed);
    assert!(Standing::Ready.check().is_ok());
    assert_eq!(Standing::Disabled.check().unwrap_err().kind(), Kind::Forbidden);
}
