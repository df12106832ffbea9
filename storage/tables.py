"""The tables of the durable side, and the one list of columns that migrations must arrive at."""

import sqlalchemy as sa

metadata = sa.MetaData()

journal = sa.Table(
    "journal",
    metadata,
    sa.Column("centre", sa.Text, primary_key=True),
    sa.Column("seq", sa.BigInteger, primary_key=True),
    sa.Column("day", sa.Text, nullable=False),  # local date of `at`
    sa.Column("at", sa.Text, nullable=False),  # UTC, six digits of a second
    sa.Column("kind", sa.Text, nullable=False),  # name of the event's class
    sa.Column("data", sa.Text, nullable=False),  # its other fields, as a JSON object
    sa.Column("key", sa.Text),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("chain", sa.LargeBinary, nullable=False),
    # Clustered by number: an append touches the last page only, and replay reads in one sweep
    sqlite_with_rowid=False,
)

ABOUT_COMPLAINTS = sa.text(
    "kind IN ('ComplaintFiled', 'ComplaintAssigned', 'ComplaintAnswered', 'ComplaintReopened')"
)
"""Which entries of the journal are about complaints: a start reads them all, however old."""
sa.Index(
    "ix_journal_complaints",
    journal.c.centre,
    journal.c.seq,
    sqlite_where=ABOUT_COMPLAINTS,
    postgresql_where=ABOUT_COMPLAINTS,
)

answer = sa.Table(
    "answer",
    metadata,
    # No index over actor and key: the journal knows in memory which row has the answer to a key,
    # so storing one never touches a second page
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("day", sa.Text, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("answer", sa.Text, nullable=False),
)

tally = sa.Table(
    "tally",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("n", sa.Integer, nullable=False),
)
"""Small counters: `procedures` is the version of the catalogue of procedures."""

token = sa.Table(
    "token",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("counter", sa.Text),
    sa.Column("kiosk", sa.Text),
    sa.Column("digest", sa.LargeBinary, nullable=False, unique=True),
    sa.Column("created_at", sa.Text, nullable=False),
    sa.Column("revoked_at", sa.Text),
    sa.Column("zone", sa.Text),
    sa.Column("scopes", sa.Text),  # with blanks between; none: everything
    sa.Column("seen_at", sa.Text),  # when it last asked for something, to a minute or so
    sa.Column("page", sa.Text),  # release of the page that it shows
)

person = sa.Table(
    "person",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("department", sa.Text),
    sa.Column("password_hash", sa.Text, nullable=False),
    sa.Column("era", sa.Integer, nullable=False),
    sa.Column("created_at", sa.Text, nullable=False),
    sa.Column("disabled_at", sa.Text),
    sa.Column("must_change", sa.Text),  # since when the password is one that somebody else has set
    sa.Column("totp_secret", sa.Text),
    sa.Column("totp_step", sa.Integer),  # the last one that was used
    sa.Column("recovery", sa.Text),  # argon2id hashes as a JSON list, null in place of used ones
)

sign_in = sa.Table(
    "sign_in",
    metadata,
    sa.Column("digest", sa.LargeBinary, primary_key=True),  # of what the cookie holds
    sa.Column("person", sa.Text, nullable=False, index=True),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("seen_at", sa.Text, nullable=False),
    sa.Column("address", sa.Text, nullable=False),
    sa.Column("browser", sa.Text, nullable=False),
)
"""One row for each browser in which a person is signed in; its end deletes it."""

openid_link = sa.Table(
    "openid_link",
    metadata,
    sa.Column("person", sa.Text, primary_key=True),
    sa.Column("issuer", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.UniqueConstraint("issuer", "subject"),
)
"""Which person of an OpenID Connect provider may sign in as whom."""

account_change = sa.Table(
    "account_change",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("account", sa.Text, nullable=False, index=True),  # user:lan or token:3
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("old", sa.Text),
    sa.Column("new", sa.Text),
)
"""Who changed whose account, when, from what to what; never a secret."""

push_subscription = sa.Table(
    "push_subscription",
    metadata,
    sa.Column("ticket", sa.Text, primary_key=True),
    sa.Column("endpoint", sa.Text, primary_key=True),
    sa.Column("p256dh", sa.Text, nullable=False),
    sa.Column("auth", sa.Text, nullable=False),
    sa.Column("ahead", sa.Integer, nullable=False),
    sa.Column("told", sa.Text, nullable=False),  # what was sent last
    sa.Column("at", sa.Text, nullable=False),
)
"""Where the phones of today's tickets are told while their page is closed."""

procedure = sa.Table(
    "procedure",
    metadata,
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("name_vi", sa.Text, nullable=False),
    sa.Column("name_en", sa.Text),
    sa.Column("name_km", sa.Text),
    sa.Column("department", sa.Text, nullable=False),
    sa.Column("field", sa.Text, nullable=False),
    sa.Column("service", sa.Text, nullable=False),
    sa.Column("time_limit", sa.Text),
    sa.Column("fee", sa.Text),
    sa.Column("documents", sa.Text, nullable=False),  # one a line
    sa.Column("online", sa.Text, nullable=False),
    sa.Column("anywhere", sa.Boolean, nullable=False),
    sa.Column("same_day", sa.Boolean, nullable=False),
    sa.Column("url", sa.Text),
    sa.Column("keywords", sa.Text, nullable=False),
    sa.Column("decision", sa.Text),
    sa.Column("valid_from", sa.Date, nullable=False),
    sa.Column("valid_to", sa.Date),
    sa.Column("closed_at", sa.Text),
    sa.Column("off_at", sa.Text),  # since when somebody has switched it off; imports leave it
)

procedure_change = sa.Table(
    "procedure_change",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("what", sa.Text, nullable=False),  # import, take back, off or on
    sa.Column("procedure", sa.Text),  # of what was switched
    sa.Column("file", sa.Text, nullable=False),  # what the imported file was called
    sa.Column("added", sa.Integer, nullable=False),
    sa.Column("changed", sa.Integer, nullable=False),
    sa.Column("closed", sa.Integer, nullable=False),
    sa.Column("before", sa.Text),  # JSON of what was there, of the last import alone
)
"""Who changed the catalogue of procedures, when and how."""

citizen_words = sa.Table(
    "citizen_words",
    metadata,
    # Free words may name people: they can be erased, and the journal knows their id only
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),  # remark, complaint or answer
    sa.Column("department", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False, index=True),
    sa.Column("due", sa.Text),  # local date by which a complaint is to be answered
)
