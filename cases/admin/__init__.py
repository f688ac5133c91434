"""The engine room: to look into, and to take off a lost factor or a session. No records."""
