package model

import "gorm.io/gorm"

// 联系方式
type Contact struct {
	Mobile      string `gorm:"comment:手机号"`
	Email       string // 邮箱
	HomeAddress string `gorm:"column:home_address" json:"addr"`
}

type Identity struct {
	IDCardNo string `json:"id_card" gorm:"type:char(18)"`
	// 出生日期
	Birthday string
}

type Customer struct {
	gorm.Model
	FullName string `gorm:"column:full_name"` // 客户姓名
	Contact
	Identity Identity `gorm:"embedded"`
	Status   int
}
