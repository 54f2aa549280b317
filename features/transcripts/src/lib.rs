//! What was said in a chat, put into order by question. Pure: knows neither database nor clock.
