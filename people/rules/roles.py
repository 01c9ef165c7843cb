"""Who may do what, and where: permissions, roles, and the places a grant reaches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Permission(StrEnum):
    """Everything a view can ask for, `noun:verb`, in the order of the alphabet."""

    ADDRESS_EDIT = "address:edit"
    API_KEY_MAKE = "api_key:make"
    APPEAL_DECIDE = "appeal:decide"
    ARTISAN_EDIT = "artisan:edit"
    ARTISAN_HELP = "artisan:help"
    ARTISAN_ONBOARD = "artisan:onboard"
    ARTISAN_SEE = "artisan:see"
    ARTISAN_VERIFY = "artisan:verify"
    BANK_EDIT = "bank:edit"
    CART_USE = "cart:use"
    CLAIM_READ = "claim:read"
    COMPLAINT_HANDLE = "complaint:handle"
    CONSIGNMENT_ACCEPT = "consignment:accept"
    CONSIGNMENT_RAISE = "consignment:raise"
    CONSIGNMENT_READ = "consignment:read"
    FACILITY_EDIT = "facility:edit"
    GOODS_RECEIVE = "goods:receive"
    GOODS_RETURN = "goods:return"
    GOODS_WRITE_OFF = "goods:write_off"
    LISTING_EDIT = "listing:edit"
    LISTING_PUBLISH = "listing:publish"
    LISTING_REVIEW = "listing:review"
    MALL_EDIT = "mall:edit"
    MALL_READ = "mall:read"
    MONEY_READ = "money:read"
    ORDER_CANCEL = "order:cancel"
    ORDER_FULFIL = "order:fulfil"
    ORDER_READ = "order:read"
    OUTBOX_RESEND = "outbox:resend"
    PAYMENT_READ = "payment:read"
    PAYMENT_REFUND = "payment:refund"
    PAYOUT_RELEASE = "payout:release"
    PERSON_DISABLE = "person:disable"
    PERSON_INVITE = "person:invite"
    PERSON_SEE = "person:see"
    QUESTION_HIDE = "question:hide"
    REGISTRY_EDIT = "registry:edit"
    REGISTRY_NOMINATE = "registry:nominate"
    REPORT_READ = "report:read"
    RETURN_ACCEPT = "return:accept"
    RETURN_ASK = "return:ask"
    SHIFT_CLOSE = "shift:close"
    SHIFT_OPEN = "shift:open"
    SHOP_BROWSE = "shop:browse"
    STALL_EDIT = "stall:edit"
    STALL_READ = "stall:read"
    STOCK_COUNT = "stock:count"
    STOCK_EDIT = "stock:edit"
    TILL_RING = "till:ring"
    TRAIL_READ = "trail:read"
    WORDS_EDIT = "words:edit"
    WORKSHOP_OPEN = "workshop:open"
    WORKSHOP_SEE = "workshop:see"


class Role(StrEnum):
    """What a person is in one place."""

    ADMIN = "admin"
    ARTISAN = "artisan"
    AUDITOR = "auditor"
    BUYER = "buyer"
    CASHIER = "cashier"
    DISTRICT_OFFICER = "district_officer"
    FACILITATOR = "facilitator"
    FINANCE = "finance"
    MALL_MANAGER = "mall_manager"
    NATIONAL_OFFICER = "national_officer"
    STATE_OFFICER = "state_officer"
    STOREKEEPER = "storekeeper"
    SUPPORT = "support"


class ScopeKind(StrEnum):
    """What a grant is tied to."""

    ARTISAN = "artisan"
    DISTRICT = "district"
    MALL = "mall"
    NATION = "nation"
    STATE = "state"


P = Permission
_BUYS = frozenset(
    {P.ADDRESS_EDIT, P.API_KEY_MAKE, P.CART_USE, P.ORDER_CANCEL, P.RETURN_ASK, P.SHOP_BROWSE, P.WORKSHOP_OPEN}
)
_MAKES = frozenset(
    {
        P.ARTISAN_EDIT,
        P.CONSIGNMENT_ACCEPT,
        P.CONSIGNMENT_READ,
        P.LISTING_EDIT,
        P.LISTING_PUBLISH,
        P.ORDER_FULFIL,
        P.ORDER_READ,
        P.RETURN_ACCEPT,
        P.STOCK_EDIT,
        P.WORKSHOP_SEE,
    }
)
_RINGS = frozenset({P.MALL_READ, P.SHIFT_CLOSE, P.SHIFT_OPEN, P.STALL_READ, P.TILL_RING})
_STORES = frozenset(
    {
        P.CONSIGNMENT_RAISE,
        P.CONSIGNMENT_READ,
        P.GOODS_RECEIVE,
        P.GOODS_RETURN,
        P.MALL_READ,
        P.STALL_READ,
        P.STOCK_COUNT,
    }
)
_OVERSEES = frozenset(
    {
        P.ARTISAN_SEE,
        P.ARTISAN_VERIFY,
        P.CLAIM_READ,
        P.COMPLAINT_HANDLE,
        P.FACILITY_EDIT,
        P.LISTING_REVIEW,
        P.QUESTION_HIDE,
        P.REPORT_READ,
        P.WORDS_EDIT,
    }
)

ROLES: dict[Role, frozenset[Permission]] = {
    # Everybody who is signed in buys; rows are found through the person, so the whole nation is the scope.
    Role.BUYER: _BUYS,
    Role.ARTISAN: _MAKES | {P.BANK_EDIT, P.MONEY_READ},
    # Brings artisans of one district in and acts for those who agreed (rules.helping); holds nothing of theirs.
    Role.FACILITATOR: frozenset({P.ARTISAN_HELP, P.ARTISAN_ONBOARD}),
    Role.CASHIER: _RINGS,
    Role.STOREKEEPER: _STORES,
    Role.MALL_MANAGER: _RINGS
    | _STORES
    | {P.GOODS_WRITE_OFF, P.MALL_EDIT, P.ORDER_READ, P.PERSON_INVITE, P.REPORT_READ, P.STALL_EDIT},
    Role.DISTRICT_OFFICER: _OVERSEES | {P.ARTISAN_ONBOARD, P.PERSON_INVITE},
    Role.STATE_OFFICER: _OVERSEES | {P.APPEAL_DECIDE, P.PERSON_INVITE, P.REGISTRY_NOMINATE},
    Role.NATIONAL_OFFICER: frozenset(
        {P.ARTISAN_SEE, P.CLAIM_READ, P.MALL_READ, P.REGISTRY_EDIT, P.REPORT_READ, P.WORDS_EDIT}
    ),
    Role.AUDITOR: frozenset(
        {P.ARTISAN_SEE, P.CONSIGNMENT_READ, P.MALL_READ, P.MONEY_READ, P.ORDER_READ, P.PAYMENT_READ}
        | {P.REPORT_READ, P.STALL_READ, P.TRAIL_READ}
    ),
    Role.SUPPORT: frozenset(
        {P.ARTISAN_SEE, P.ORDER_CANCEL, P.ORDER_READ, P.PAYMENT_READ, P.PERSON_SEE, P.QUESTION_HIDE}
    ),
    Role.FINANCE: frozenset(
        {P.MONEY_READ, P.ORDER_READ, P.PAYMENT_READ, P.PAYMENT_REFUND, P.PAYOUT_RELEASE, P.REPORT_READ}
    ),
    # Keeps people and the machine; sees money and never moves it.
    Role.ADMIN: frozenset(
        {
            P.ARTISAN_SEE,
            P.MALL_EDIT,
            P.MALL_READ,
            P.ORDER_READ,
            P.OUTBOX_RESEND,
            P.PAYMENT_READ,
            P.PERSON_DISABLE,
        }
        | {P.PERSON_INVITE, P.PERSON_SEE, P.REGISTRY_EDIT, P.REPORT_READ, P.TRAIL_READ}
    ),
}

# Each role is tied to one kind of place.
SCOPES: dict[Role, ScopeKind] = {
    Role.ADMIN: ScopeKind.NATION,
    Role.ARTISAN: ScopeKind.ARTISAN,
    Role.AUDITOR: ScopeKind.NATION,
    Role.BUYER: ScopeKind.NATION,
    Role.CASHIER: ScopeKind.MALL,
    Role.DISTRICT_OFFICER: ScopeKind.DISTRICT,
    Role.FACILITATOR: ScopeKind.DISTRICT,
    Role.FINANCE: ScopeKind.NATION,
    Role.MALL_MANAGER: ScopeKind.MALL,
    Role.NATIONAL_OFFICER: ScopeKind.NATION,
    Role.STATE_OFFICER: ScopeKind.STATE,
    Role.STOREKEEPER: ScopeKind.MALL,
    Role.SUPPORT: ScopeKind.NATION,
}

# Those who come by the staff door (password and TOTP); nobody holds such a role without a password.
STAFF: frozenset[Role] = frozenset(Role) - {Role.BUYER, Role.ARTISAN}

# Who may invite whom; always within the inviter's own place.
INVITES: dict[Role, frozenset[Role]] = {
    Role.ADMIN: STAFF,
    Role.STATE_OFFICER: frozenset({Role.DISTRICT_OFFICER, Role.FACILITATOR}),
    Role.DISTRICT_OFFICER: frozenset({Role.FACILITATOR}),
    Role.MALL_MANAGER: frozenset({Role.CASHIER, Role.STOREKEEPER}),
}


class Granted(Protocol):
    """A live grant, as a row or as a value."""

    @property
    def role(self) -> Role:
        """What the person is."""

    @property
    def scope_kind(self) -> ScopeKind:
        """The kind of place."""

    @property
    def scope_id(self) -> str:
        """Which place: an artisan's or mall's uuid, a district's id, a State's code; empty for the nation."""


@dataclass(frozen=True)
class Held:
    """A grant as a value."""

    role: Role
    scope_kind: ScopeKind
    scope_id: str = ""


WHOLE = Held(Role.BUYER, ScopeKind.NATION)  # what everybody signed in holds


@dataclass(frozen=True, kw_only=True)
class Where:
    """Where a deed is done, as far as it is known: a workshop lies in a district, a district in a State."""

    artisan: str = ""
    mall: str = ""
    district: str = ""
    state: str = ""


@dataclass(frozen=True)
class Reach:
    """Every place in which somebody holds one permission; queries find rows through it."""

    nation: bool
    states: frozenset[str]
    districts: frozenset[int]
    malls: frozenset[str]
    artisans: frozenset[str]


def permissions_of(role: Role) -> frozenset[Permission]:
    """What a role may do."""
    return ROLES[role]


def may(grants: Iterable[Granted], permission: Permission, where: Where | None = None) -> bool:
    """Whether one of `grants` allows `permission`: in `where`, or in any place at all when none is named."""
    return any(
        permission in ROLES[grant.role] and (where is None or _covers(grant, where)) for grant in grants
    )


def reach(grants: Iterable[Granted], permission: Permission) -> Reach:
    """All places in which `grants` allow `permission`."""
    held = [grant for grant in grants if permission in ROLES[grant.role]]

    def ids(kind: ScopeKind) -> frozenset[str]:
        return frozenset(grant.scope_id for grant in held if grant.scope_kind == kind)

    return Reach(
        nation=any(grant.scope_kind == ScopeKind.NATION for grant in held),
        states=ids(ScopeKind.STATE),
        districts=frozenset(int(each) for each in ids(ScopeKind.DISTRICT)),
        malls=ids(ScopeKind.MALL),
        artisans=ids(ScopeKind.ARTISAN),
    )


def may_invite(grants: Iterable[Granted], role: Role, where: Where) -> bool:
    """Whether one of `grants` lets its holder make somebody `role` in `where`."""
    return any(role in INVITES.get(grant.role, frozenset()) and _covers(grant, where) for grant in grants)


def _covers(grant: Granted, where: Where) -> bool:
    match grant.scope_kind:
        case ScopeKind.NATION:
            return True
        case ScopeKind.STATE:
            return bool(where.state) and grant.scope_id == where.state
        case ScopeKind.DISTRICT:
            return bool(where.district) and grant.scope_id == where.district
        case ScopeKind.MALL:
            return bool(where.mall) and grant.scope_id == where.mall
        case ScopeKind.ARTISAN:
            return bool(where.artisan) and grant.scope_id == where.artisan
