ALTER TABLE customer ADD COLUMN home_address VARCHAR(255) COMMENT '家庭住址', ADD COLUMN passport_no VARCHAR(20);
ALTER TABLE customer DROP COLUMN passport_no;
