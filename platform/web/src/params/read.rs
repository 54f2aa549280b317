//! What came by HTTP.

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use base::{Kind, Outcome, Problem};
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http_body_util::{BodyExt, Limited};

use crate::language::Wish;

use super::{Node, Params, Upload, VALUES_MAX, malformed};
use crate::room::Room;
use crate::{BodyLimit, Fail};

impl<S: Sync> FromRequest<S> for Params {
    type Rejection = Fail;

    async fn from_request(mut request: Request, _: &S) -> Result<Self, Fail> {
        if let Some(ready) = request.extensions_mut().remove::<Self>() {
            return Ok(ready);
        }
        let wish = request.extensions().get::<Wish>().cloned();
        let params = read(request).await?;
        if let Some(wish) = wish {
            wish.look_at(&params);
        }
        Ok(params)
    }
}

/// The query string and the body, as one. Only files may be larger than [`BodyLimit::Upload`]: they hold the room in
/// memory that the request has, which texts do not.
pub(crate) async fn read(mut request: Request) -> Outcome<Params> {
    let room = request.extensions_mut().remove::<Room>().unwrap_or_default();
    let limit = request.extensions().get::<BodyLimit>().copied().unwrap_or_default();
    let mut params = Params::from_urlencoded(request.uri().query().unwrap_or_default().as_bytes())?;
    let kind = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    let essence = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let body = request.into_body();
    if essence == "multipart/form-data" {
        let boundary = multer::parse_boundary(&kind)
            .map_err(|cause| malformed("The form has no boundary").because(cause))?;
        read_multipart(&mut params, body, boundary, limit, &room).await?;
        return Ok(params);
    }
    let limit = if matches!(limit, BodyLimit::Large(_)) { BodyLimit::Upload } else { limit };
    let bytes = whole(body, limit).await?;
    if essence == "application/json" || essence.ends_with("+json") {
        if !bytes.is_empty() {
            params.merge(Params::from_json(&bytes)?);
        }
    } else if essence.is_empty() || essence == "application/x-www-form-urlencoded" {
        params.add_urlencoded(&bytes)?;
    }
    Ok(params)
}

async fn whole(body: Body, limit: BodyLimit) -> Outcome<Bytes> {
    match Limited::new(body, limit.bytes()).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(cause) if cause.is::<http_body_util::LengthLimitError>() => Err(too_large(limit)),
        Err(cause) => Err(malformed("The request broke off").because(cause)),
    }
}

fn too_large(limit: BodyLimit) -> Problem {
    Problem::new(Kind::TooLarge, format!("The request is larger than {} bytes", limit.bytes()))
}

async fn read_multipart(
    params: &mut Params,
    body: Body,
    boundary: String,
    limit: BodyLimit,
    room: &Room,
) -> Outcome<()> {
    let sizes = multer::SizeLimit::new().whole_stream(limit.bytes() as u64);
    let constraints = multer::Constraints::new().size_limit(sizes);
    let mut form = multer::Multipart::with_constraints(body.into_data_stream(), boundary, constraints);
    let refuse = |cause: multer::Error| match cause {
        multer::Error::StreamSizeExceeded { .. } | multer::Error::FieldSizeExceeded { .. } => {
            too_large(limit)
        }
        other => malformed("The form could not be read").because(other),
    };
    let mut text_bytes = 0;
    for _ in 0..VALUES_MAX {
        let Some(field) = form.next_field().await.map_err(refuse)? else { return Ok(()) };
        let name = field.name().unwrap_or_default().to_owned();
        let file = field.file_name().map(str::to_owned);
        let bytes = field.bytes().await.map_err(refuse)?;
        let value = match file {
            // Browsers send a nameless empty file for a file input that was left empty.
            Some(file) if file.is_empty() && bytes.is_empty() => continue,
            Some(name) => Node::File(Upload { name, bytes: room.hold(bytes) }),
            None => {
                text_bytes += bytes.len();
                if text_bytes > BodyLimit::Upload.bytes() {
                    return Err(too_large(BodyLimit::Upload));
                }
                let text = String::from_utf8(bytes.to_vec());
                Node::Text(text.map_err(|cause| malformed("The request is not valid UTF-8").because(cause))?)
            }
        };
        params.add(&name, value)?;
    }
    Err(malformed("Too many parameters"))
}
