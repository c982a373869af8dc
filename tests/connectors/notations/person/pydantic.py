from datetime import date, datetime
from typing import Annotated, Optional

from pydantic import BaseModel, ConfigDict, Field


class Customer(BaseModel):
    """A customer as the service hands it out."""

    model_config = ConfigDict(populate_by_name=True)

    id: int
    full_name: str = Field(alias="fullName", description="客户姓名")
    mobile: Annotated[str, Field(description="手机号")]
    id_card_no: Optional[str] = Field(None, title="身份证号")
    email: str
    birthday: date | None = None
    home_address: str  # 家庭住址
    status: int = 0
    created_at: datetime
