package model

import "time"

// Customer 客户表
type Customer struct {
	ID          int64      `gorm:"column:id;primaryKey"`
	FullName    string     `gorm:"column:full_name;type:varchar(64);comment:客户姓名"`
	Mobile      string     `gorm:"type:varchar(20);comment:手机号"`
	IDCardNo    string     `gorm:"size:18"` // 身份证号
	Email       string     `gorm:"column:email" json:"email"`
	Birthday    *time.Time `gorm:"type:date;comment:出生日期"`
	HomeAddress string     // 家庭住址
	Status      int        `gorm:"default:0;comment:状态"`
	CreatedAt   time.Time
	Orders      []Order
	password    string
	Token       string `gorm:"-"`
}

type Order struct{}

func (Customer) TableName() string {
	return "customer"
}
