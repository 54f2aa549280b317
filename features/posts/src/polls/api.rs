//! Mastodon's endpoints of polls.

use axum::extract::{Path, State};
use base::{Id, Outcome, Problem};
use web::{Access, Params, Reply, Route, Scope, Viewer, at, get, json as answer, post};

use crate::Posts;
use crate::polls::{entity, no_such_choice};

pub(crate) fn routes(s: &Posts) -> Vec<Route> {
    vec![
        get(s, "/api/v1/polls/{id}", Access::Anyone(Scope::READ_STATUSES), one),
        post(s, "/api/v1/polls/{id}/votes", Access::Person(Scope::WRITE_STATUSES), vote),
    ]
}

async fn one(State(s): State<Posts>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    Ok(s.poll_now(at(&id)?, viewer.account()).await?)
}

async fn vote(State(s): State<Posts>, Path(id): Path<String>, viewer: Viewer, params: Params) -> Reply {
    let (me, id) = (viewer.person()?, at(&id)?);
    s.vote(me, id, &choices(&params)?).await?;
    Ok(s.poll_now(id, Some(me)).await?)
}

/// Which answers a form or an app chooses.
pub(crate) fn choices(params: &Params) -> Outcome<Vec<usize>> {
    let choice = |text: &str| text.trim().parse().map_err(|_| no_such_choice());
    params.texts("choices")?.into_iter().filter(|text| !text.is_empty()).map(choice).collect()
}

impl Posts {
    async fn poll_now(&self, id: Id, viewer: Option<Id>) -> Outcome<axum::response::Response> {
        let view = self.poll_view(id, viewer).await?;
        let poll = entity(&view).ok_or_else(Problem::not_found)?;
        answer(&poll).map_err(|fail| fail.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_numbers() {
        let read = |body: &str| choices(&Params::from_urlencoded(body.as_bytes()).unwrap());
        assert_eq!(read("choices[]=1&choices[]=0").unwrap(), [1, 0]);
        assert_eq!(read("choices=2").unwrap(), [2]);
        assert!(read("").unwrap().is_empty());
        for bad in ["choices[]=x", "choices[]=-1", "choices[]=1.0", "choices[][a]=1"] {
            assert!(read(bad).is_err(), "{bad}");
        }
        let json = Params::from_json(br#"{"choices":[3,"1"]}"#).unwrap();
        assert_eq!(choices(&json).unwrap(), [3, 1]);
    }
}
