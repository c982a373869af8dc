ALTER TABLE customer ADD COLUMN id_card_no VARCHAR(18) COMMENT '身份证号', DROP COLUMN telex;
ALTER TABLE customer CHANGE name1 full_name VARCHAR(64) COMMENT '客户姓名';
