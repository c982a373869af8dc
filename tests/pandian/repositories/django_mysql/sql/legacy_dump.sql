-- MySQL dump 10.13  Distrib 5.7.44, for Linux (x86_64)
--
-- Host: localhost    Database: old_shop
-- ------------------------------------------------------
/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET NAMES utf8 */;

--
-- Table structure for table `eb_goods`
--

DROP TABLE IF EXISTS `eb_goods`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `eb_goods` (
  `gid` int(11) NOT NULL AUTO_INCREMENT,
  `gname` varchar(100) DEFAULT NULL COMMENT '商品名',
  `jg` decimal(10,2) DEFAULT NULL COMMENT '价格',
  `kc` int(11) DEFAULT '0' COMMENT '库存',
  PRIMARY KEY (`gid`)
) ENGINE=MyISAM AUTO_INCREMENT=1024 DEFAULT CHARSET=utf8 COMMENT='老商品表';
/*!40101 SET character_set_client = @saved_cs_client */;

--
-- Table structure for table `eb_hy`
--

DROP TABLE IF EXISTS `eb_hy`;
CREATE TABLE `eb_hy` (
  `hyid` int(11) NOT NULL AUTO_INCREMENT,
  `xm` varchar(50) DEFAULT NULL COMMENT '姓名',
  `dh` varchar(20) DEFAULT NULL COMMENT '电话',
  `jf` int(11) DEFAULT '0' COMMENT '积分',
  `by1` varchar(50) DEFAULT NULL,
  PRIMARY KEY (`hyid`),
  KEY `dh` (`dh`)
) ENGINE=MyISAM DEFAULT CHARSET=utf8 COMMENT='老会员表';

LOCK TABLES `eb_goods` WRITE;
/*!40000 ALTER TABLE `eb_goods` DISABLE KEYS */;
INSERT INTO `eb_goods` VALUES (1,'手机壳','19.90',7),(2,'身份证卡套','5.00',3);
/*!40000 ALTER TABLE `eb_goods` ENABLE KEYS */;
UNLOCK TABLES;
-- Dump completed
