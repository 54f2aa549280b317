//! The desk of those who lead a session.
